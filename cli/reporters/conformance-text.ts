import type { ConformanceJson, Deviation } from '../../recordings/index.js';
import { counted } from '../../timeline/types/counted.js';
import { logLine } from '../log-line.js';
import { type Paint, painter, severityStyles } from './paint.js';

/** Messages that nothing declares are named up to this many. */
const MAX_UNDECLARED = 5;

/** A result for people: what was followed, what was found, and the deviations. */
export function humanConformance(result: ConformanceJson, colored: boolean): string {
  const { interactions, lines, notRecorded, problems, kinds, deviations } = result;
  const paint = painter(colored);
  const out: string[] = [];
  for (const deviation of deviations) out.push(deviationLine(deviation, paint));
  if (out.length > 0) out.push('');
  for (const { severity, text } of problems) out.push(`${paint(severityStyles[severity], severity)}: ${logLine(text)}`);
  if (notRecorded.length > 0) out.push(`Not recorded, so never missing: ${logLine(notRecorded.join(', '))}.`);
  if (lines.unreadable > 0) {
    out.push(
      `${counted(lines.unreadable, 'line')} could not be read. Run "confer read --why" on the recording to see why.`,
    );
  }
  if (lines.undeclared > 0) out.push(undeclaredLine(result));
  const what = logLine(result.flow ?? result.models.join(', '));
  out.push(
    `${counted(lines.messages, 'message')} in ${counted(lines.read, 'line')}, ${counted(interactions.total, 'interaction')} followed through ${what}:`,
  );
  const verdicts = [
    [interactions.conform, 'conform'],
    [interactions.deviate, 'deviate'],
    [interactions.unfinished, 'unfinished'],
    [interactions.inconclusive, 'inconclusive'],
    [interactions.unplaced, 'unplaced'],
  ] as const;
  out.push(`  ${verdicts.flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : [])).join(', ') || 'none'}`);
  for (const kind of kinds.slice(0, 20)) {
    const about = [kind.phase ?? kind.modelPhase, kind.message].filter((text) => text !== null).join(', ');
    const where = logLine(kind.examples[0] ?? '');
    out.push(
      `  ${kind.code}${about === '' ? '' : ` (${logLine(about)})`}: ${counted(kind.times, 'time')}, e.g. in ${where}`,
    );
  }
  return `${out.join('\n')}\n`;
}

function deviationLine({ file, line, severity, code, key, text, allowed }: Deviation, paint: Paint): string {
  const place = file === null ? '' : logLine(`${file}:${line ?? ''}: `);
  const reason = allowed === null ? '' : ` Allowed: ${allowed}.`;
  return `${place}${paint(severityStyles[severity], severity)} ${code} in ${logLine(`${key}: ${text}${reason}`)}`;
}

/** The messages that nothing declares: most often a capture lacks an entry for them. */
function undeclaredLine({ lines, undeclared }: ConformanceJson): string {
  const named = undeclared.slice(0, MAX_UNDECLARED).map(({ message, times, file, line }) => {
    return `"${message}" (${counted(times, 'time')}${file === null ? '' : `, first at ${file}:${line}`})`;
  });
  const more = undeclared.length > MAX_UNDECLARED ? ', and others' : '';
  const were = lines.undeclared === 1 ? 'was' : 'were';
  return logLine(
    `${counted(lines.undeclared, 'message')} without a declaration ${were} skipped: ${named.join(', ')}${more}.`,
  );
}
