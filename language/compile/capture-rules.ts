import { brief, type Capture, type CaptureField, quoted } from '../../check/index.js';
import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { type CaptureInheritance, kindOf } from './capture-inheritance.js';
import type { FindingsCollector } from './findings-collector.js';

/** The members that a capture can have once, by their kind, with the word that they begin with. */
const ONCE: ReadonlyMap<string, string> = new Map([
  [ast.CaptureReads.$type, 'reads'],
  [ast.CaptureColumns.$type, 'columns'],
  [ast.CaptureAnswer.$type, 'answer'],
  [ast.CaptureEnvelope.$type, 'in'],
  [ast.CaptureCut.$type, 'after'],
  [ast.CaptureTime.$type, 'time'],
  [ast.CaptureKey.$type, 'key'],
  [ast.CaptureMessage.$type, 'message'],
  [ast.CaptureProtocol.$type, 'protocol'],
  [ast.CaptureRecords.$type, 'records'],
  [ast.CaptureAgain.$type, 'again'],
  ...['from', 'to'].map((kind) => [`${ast.CaptureEnd.$type} ${kind}`, kind] as const),
  ...['settle', 'idle', 'reorder', 'begins'].map((kind) => [`${ast.CaptureLimit.$type} ${kind}`, kind] as const),
]);
/** Those of them that take a list. */
const LISTS: ReadonlySet<string> = new Set(['columns', 'records']);

/** Reports each member that a capture has although it can have only one of the kind. */
export function reportRepeatedMembers(node: ast.Capture, places: Places, collector: FindingsCollector): void {
  const memberKinds = new Set<string>();
  const skipped = SkippedText.of(node);
  for (const member of node.members) {
    // What is on a line that cannot be read may be a part of another member.
    if (skipped.in(member) || skipped.repairedOnLinesOf(member)) continue;
    const kind = kindOf(member);
    const word = ONCE.get(kind);
    if (word !== undefined && memberKinds.has(kind)) {
      const list = LISTS.has(word) ? ', with its values separated by commas' : '';
      const place = places.keyword(member, word, places.node(member));
      collector.add('syntax-error', place, `Duplicate "${word}". Write one per capture${list}.`, {
        brief: brief`Duplicate ${word}`,
      });
    }
    memberKinds.add(kind);
  }
}

/** Reports a time zone after `in` on the line of `time`: it would be the path of the line in a line that is JSON. */
export function reportZonesAsPaths(node: ast.Capture, places: Places, collector: FindingsCollector): void {
  for (const [index, member] of node.members.entries()) {
    const before = node.members[index - 1];
    if (!ast.isCaptureEnvelope(member) || !ast.isCaptureTime(before) || member.path?.startsWith('$')) continue;
    if (before.$cstNode?.range.end.line !== member.$cstNode?.range.start.line) continue;
    const zone = JSON.stringify(member.path);
    collector.add(
      'syntax-error',
      places.keyword(member, 'in', places.node(member)),
      `Unexpected "in". The time zone follows "zone": write zone ${zone}.`,
    );
  }
}

/** Reports captures that inherit from themselves, at the first of them as written. */
export function reportRing(
  node: ast.Capture,
  { bases, end }: CaptureInheritance,
  places: Places,
  collector: FindingsCollector,
): void {
  const last = bases.at(-1) ?? node;
  if (end !== 'ring' || last.base?.ref !== node) return;
  const own = bases.filter(({ $container }) => $container === node.$container);
  if (own.some(({ $containerIndex: index }) => (index ?? 0) < (node.$containerIndex ?? 0))) return;
  const through = bases.length === 0 ? '' : ` through ${joinWithAnd(bases.map(({ name }) => quoted(name)))}`;
  const base = node.base?.$refText ?? '';
  const message = `"${node.name}" inherits from itself${through}. Name another capture after \`is\`, or remove \`is ${base}\`.`;
  collector.add('unknown-capture', places.reference(node.base, node), message, {
    brief: brief`${node.name} inherits from itself`,
  });
}

/**
 * Reports a capture that cannot read a message, because nothing says where a line begins, or what its time, key or
 * message is. Captures from which others in the file inherit need not be complete.
 * @param canBeThere whether a record can have the value of a field
 */
export function reportReadsNothing(
  node: ast.Capture,
  capture: Capture,
  { end }: CaptureInheritance,
  canBeThere: (field: CaptureField) => boolean,
  places: Places,
  collector: FindingsCollector,
): void {
  if (end !== 'complete' || SkippedText.of(node).in(node)) return;
  if (node.$container?.declarations.some((other) => ast.isCapture(other) && other.base?.ref === node)) return;
  const report = (why: string, remedy: string) =>
    collector.add('capture-reads-nothing', places.name(node), `"${node.name}" reads nothing: ${why}. ${remedy}`);
  const hasLine =
    capture.lines.length > 0 || node.members.some((member) => ast.isCaptureLine(member) && member.kind === 'line');
  if (capture.format === 'text' && !hasLine) {
    const format = 'If the log is not text, name its format, such as `reads json`.';
    report('it has no `line`', `Add an expression for the line that begins a message: \`line /…/\`. ${format}`);
    return;
  }
  const keys = [capture.key, ...capture.joined];
  const missing = [
    canBeThere(capture.time.field) || node.members.some(ast.isCaptureTime) ? [] : ['time'],
    keys.some(canBeThere) || node.members.some(ast.isCaptureKey) ? [] : ['key'],
    canBeThere(capture.message) || node.members.some(ast.isCaptureMessage) ? [] : ['message'],
  ].flat();
  const [first] = missing;
  if (first === undefined) return;
  if (capture.format === 'csv' && capture.columns !== null) {
    report(
      `\`columns\` has no ${joinWithOr(missing.map(quoted))}`,
      'Rename the columns, or add members that name the columns to read.',
    );
    return;
  }
  const groups = capture.format === 'text' ? `, or name a group: \`(?<${first}>…)\`` : '';
  const example = { text: '…', json: `"$.${first}"`, otlp: `"$.${first}"`, csv: '"column"', xes: '"attribute"' };
  const remedy = missing.length === 1 ? 'Add it:' : 'Add them, for example';
  const members = joinWithOr(missing.map((member) => `\`${member}\``));
  report(`it has no ${members}`, `${remedy} \`${first} ${example[capture.format]}\`${groups}.`);
}
