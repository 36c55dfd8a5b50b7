import { type Ground, isArrowInferred, type ModelHeader, type ModelPhase, type Row } from './model.js';

/**
 * The source of a part of a phase: its own ground, otherwise the phase's source, otherwise the model's.
 * @returns null if the model names no source
 */
export function effectiveGround(own: Ground | null, phase: ModelPhase | null, header: ModelHeader): Ground | null {
  if (own !== null) return own;
  const text = phase?.source ?? header.source?.text ?? null;
  return text === null ? null : { kind: 'given', text };
}

/** A ground in words: `given: Invitation Issued`, `inferred: by analogy`; empty without one. */
export function groundText(own: Ground | null, phase: ModelPhase | null, header: ModelHeader): string {
  const ground = effectiveGround(own, phase, header);
  return ground === null ? '' : `${ground.kind}: ${ground.text}`;
}

/**
 * A ground in words for readers who do not have the model before them, with the document that gives it:
 * `given: Invitation Issued (Events and Models Reference, Transfer)`.
 */
export function citedGround(own: Ground | null, phase: ModelPhase | null, header: ModelHeader): string {
  const ground = effectiveGround(own, phase, header);
  if (ground === null) return '';
  const document = header.source?.text ?? ground.text;
  const isCited = ground.kind === 'inferred' || document === ground.text;
  return `${ground.kind}: ${ground.text}${isCited ? '' : ` (${document})`}`;
}

/** The ground of a row in words; that of its arrow separately if only the arrow is inferred. */
export function rowGroundText(row: Row, phase: ModelPhase | null, header: ModelHeader): string {
  const ground = citedGround(row.ground, phase, header);
  const isArrowOnly = row.ground === null && isArrowInferred(row, header);
  return [ground, isArrowOnly ? 'who sends to whom is inferred' : ''].filter((part) => part !== '').join('; ');
}
