import { conditionText, escapeMarkdown, moveText, rowNotes, rowText, timerLength } from '../assist/index.js';
import { groundText, type Model, type ModelPhase, type Trigger } from '../check/index.js';

/** The page of one model. */
export interface ModelPage {
  readonly model: Model;
  /** The model's file in the library. */
  readonly path: string;
  /** The import with which a file sees it; null if it is visible everywhere. */
  readonly import: string | null;
  /** The page's file name, without its extension. */
  readonly fileName: string;
  /** Text of a flow through all phases. */
  readonly flow: string;
  /** The paths that the picture next to the page shows; null if there is no picture. */
  readonly picture: 'all paths' | 'the default path' | null;
}

/** The page of a model, in Markdown. */
export function modelPage({ model, path, import: imported, fileName, flow, picture }: ModelPage): string {
  const [header] = model.headers;
  if (header === undefined) return '';
  const { source } = header;
  const where = source === null ? 'No source is named.' : sourceLine(source.text, source.url);
  return [
    `# ${escapeMarkdown(header.title ?? header.name)}`,
    '',
    `Model \`${header.name}\`, in \`library/${path}\`; ${imported === null ? 'visible everywhere' : `visible after \`import "${imported}"\``}.`,
    '',
    where,
    ...(header.arrowsInferred
      ? ['', 'Who sends to whom is inferred: the source names only message and protocol.']
      : []),
    '',
    '## Roles and states',
    '',
    '| Role | Title | Kind | Starts in |',
    '| --- | --- | --- | --- |',
    ...model.roles.map(({ name, title, kind, initial }) => {
      const state = kind === 'party' ? (model.states[initial]?.name ?? '') : '';
      return `| \`${name}\` | ${escapeMarkdown(title ?? '')} | ${kind} | ${state} |`;
    }),
    ...lifeCycle(model),
    '',
    '## Phases',
    ...model.phases.flatMap((phase) => phaseSection(phase, model)),
    '',
    '## An example',
    '',
    ...(picture === null ? [] : [`![The timeline of the flow below: ${picture}](${fileName}.svg)`, '']),
    '```confer',
    flow.trimEnd(),
    '```',
    '',
  ].join('\n');
}

function sourceLine(text: string, url: string | null): string {
  return url === null ? `Source: ${escapeMarkdown(text)}.` : `Source: [${escapeMarkdown(text)}](${url}).`;
}

/** A table of the moves of states: role, from, to, and phase. */
function lifeCycle(model: Model): string[] {
  const rows = model.phases.flatMap((phase) =>
    phase.moves.map((move) => {
      const pending = model.states[move.target]?.pending === true ? ' (pending)' : '';
      return `| ${escapeMarkdown(moveText(move, model))}${pending} | \`${phase.name}\` | ${escapeMarkdown(groundText(move.ground, phase, phase.model))} |`;
    }),
  );
  return rows.length === 0 ? [] : ['', '| Life cycle | By | Ground |', '| --- | --- | --- |', ...rows];
}

function phaseSection(phase: ModelPhase, model: Model): string[] {
  const ground = (own: ModelPhase['replacesGround']) => escapeMarkdown(groundText(own, phase, phase.model));
  const notes = rowNotes(phase.items, model, { grounds: false });
  const lines = [
    ...phase.triggers.map((trigger) => `- starts with ${triggerText(trigger, model)} — ${ground(groundOf(trigger))}`),
    ...(phase.replaces === null
      ? []
      : [`- happens instead of \`${model.phases[phase.replaces]?.name ?? ''}\` — ${ground(phase.replacesGround)}`]),
    ...phase.needs.map((condition) => `- needs \`${conditionText(condition, model)}\` — ${ground(condition.ground)}`),
    ...phase.moves.map((move) => `- moves ${escapeMarkdown(moveText(move, model))} — ${ground(move.ground)}`),
    ...(phase.partial ? ['- not all of its messages are known'] : []),
  ];
  const rows = phase.rows.map((row) => {
    const protocols = [...new Set(row.arrows.map(({ protocol }) => protocol?.title ?? protocol?.name ?? '?'))];
    return `| \`${rowText(row)}\` | ${escapeMarkdown(protocols.join(', '))} | ${escapeMarkdown((notes.get(row) ?? []).join(', '))} | ${ground(row.ground)} |`;
  });
  return [
    '',
    `### ${escapeMarkdown(phase.title ?? phase.name)}`,
    '',
    `\`${phase.name}\``,
    ...(lines.length === 0 ? [] : ['', ...lines]),
    ...(rows.length === 0 ? [] : ['', '| Row | Protocol | | Ground |', '| --- | --- | --- | --- |', ...rows]),
  ];
}

function triggerText(trigger: Trigger, model: Model): string {
  if (trigger.kind === 'message') return `\`${rowText(trigger.row)}\``;
  const at = trigger.at === null ? '' : ` at \`${model.roles[trigger.at]?.name ?? '?'}\``;
  return `a timer that runs out${at}${timerLength(trigger)}`;
}

function groundOf(trigger: Trigger): ModelPhase['replacesGround'] {
  return trigger.kind === 'message' ? trigger.row.ground : trigger.ground;
}
