import type { Fault } from './fault.js';
import type { Proposal } from './fix.js';

/** `syntax-error`: writes what is expected, or the word that was meant; takes out a brace that closes nothing. */
export function syntaxError(fault: Fault): Proposal[] {
  const { source, start, end } = fault;
  const { message, related } = fault.finding;
  const meant = /did you mean "([^"]+)"\?$/.exec(message)?.[1];
  if (meant !== undefined) return [{ title: `Change to "${meant}"`, ways: [fault.replaced(meant)], likely: true }];
  if (source.text.slice(start, end) === '}' && related.length === 0) {
    const alone = source.startsLine(start) && source.endsLine(end);
    const edit = alone
      ? { start: source.lineStart(start), end: source.lineEnd(end) + source.eol.length }
      : { start, end };
    return [{ title: 'Leave this "}" out', ways: [[{ ...edit, text: '' }]], likely: true }];
  }
  const [open] = related;
  if (open !== undefined) return closed(fault, fault.offset(open.range.start));
  const expected = /expected "([^"\w]+)"\.$/.exec(message)?.[1];
  if (expected === undefined) return [];
  const ways = [` ${expected} `, `${expected} `, ` ${expected}`].map((text) => {
    const before = source.text.slice(0, start).trimEnd().length;
    return [{ start: before, end: start, text }];
  });
  return [{ title: `Write "${expected}"`, ways, likely: true }];
}

/** Closes a block in front of the line that shows that it is open; at the end of the file behind its last word. */
function closed({ source, start, end, finding }: Fault, open: number): Proposal[] {
  const brace = `${source.indentation(open)}}`;
  const atEnd = finding.message.includes('is never closed');
  // Behind the block's last word, not behind the blank lines that follow it.
  const last = atEnd ? end : source.text.slice(0, source.lineStart(start)).trimEnd().length;
  const edit = { start: source.lineEnd(last), end: source.lineEnd(last), text: source.eol + brace };
  return [{ title: 'Write the missing "}"', ways: [[edit]], likely: true }];
}
