import type { Capture, CaptureField, CaptureTest } from '../../check/index.js';

/** Whether a capture tries expressions on lines or values. */
export function triesExpressions(capture: Capture): boolean {
  const { format, cut, time, key, joined, message, protocol, from, to, answer, again } = capture;
  const fields = [time.field, key, ...joined, message, protocol, from, to, ...(again?.by ?? [])];
  const entries = [...capture.messageEntries, ...capture.protocolEntries];
  return (
    format === 'text' ||
    cut !== null ||
    fields.some(fieldTries) ||
    (answer !== null && fieldTries(answer)) ||
    entries.some(({ test }) => isExpression(test))
  );
}

function fieldTries(field: CaptureField): boolean {
  switch (field.kind) {
    case 'extract':
      return true;
    case 'when':
      return (
        isExpression(field.test) ||
        [field.condition, field.field, ...(field.otherwise === null ? [] : [field.otherwise])].some(fieldTries)
      );
    case 'first':
      return field.fields.some(fieldTries);
    case 'joined':
      return field.parts.some((part) => typeof part !== 'string' && fieldTries(part));
    default:
      return false;
  }
}

function isExpression(test: CaptureTest): boolean {
  return 'pattern' in test;
}
