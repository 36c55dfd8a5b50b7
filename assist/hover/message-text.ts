import { type Flow, type Message, type Model, messageTriggers, type Row } from '../../check/index.js';
import type { ast } from '../../language/index.js';
import { arrowText, protocolsOf } from './condition-text.js';
import { escapeMarkdown } from './escape-markdown.js';
import { keywordText } from './keyword-texts.js';
import { groundNote, paragraphs, shortened, sourceText } from './model-phase-hover.js';

const MAX_ROWS = 16;

/** An attribute: whose it is, whether it may be left out, and how its values are written. */
export function attributeText({ $container, optional, type }: ast.Attribute): string {
  const left = optional ? ', which can be omitted' : '';
  return paragraphs([
    `An attribute of \`${$container.name}\`${left}.`,
    type === undefined ? '' : (keywordText(type) ?? ''),
  ]);
}

/** The rows of models with a message, with their sources, and the phases of flows that send it. */
export function messageUseText(
  declared: { readonly name: string; readonly uri: string },
  models: Iterable<Model>,
  flows: Iterable<Flow>,
): string {
  const mayMean = (message: Message | null) => message?.name === declared.name && message.place.uri === declared.uri;
  const parts: string[] = [];
  for (const model of models) {
    const uses = usesIn(model, mayMean);
    if (uses.length === 0) continue;
    // A phase's own place in the document, if the model gives one; the document itself is named below.
    const placed = uses.some(({ source }) => source !== null);
    const shown = uses.slice(0, MAX_ROWS).map(({ where, row, note, source }) => {
      const place = placed ? ` ${escapeMarkdown(source ?? '')} |` : '';
      return `| ${where} | \`${arrowText(row)}\` | ${protocolsOf(row)} | ${note} |${place}`;
    });
    if (uses.length > MAX_ROWS) shown.push(`| … | ${uses.length - MAX_ROWS} more | | |${placed ? ' |' : ''}`);
    const [header] = model.headers;
    parts.push(
      [
        `| Phase | Sender → receivers | Protocol | |${placed ? ' Source |' : ''}`,
        `| --- | --- | --- | --- |${placed ? ' --- |' : ''}`,
        ...shown,
      ].join('\n'),
    );
    if (header !== undefined) parts.push(sourceText(header));
  }
  const users: string[] = [];
  for (const flow of flows) {
    for (const phase of flow.phases) {
      // Without braces a phase sends what its model requires.
      const rows = phase.braces ? [] : (phase.realizes?.phase?.rows ?? []);
      const isSent = phase.steps.some(({ message }) => mayMean(message));
      if (isSent || rows.some(({ optional, message }) => !optional && mayMean(message)))
        users.push(`\`${flow.name}.${phase.name}\``);
    }
  }
  if (users.length > 0) parts.push(`Sent in ${shortened(users)}.`);
  return paragraphs(parts);
}

/** A row that has a message: its phase, and the place in the source. */
interface Use {
  readonly where: string;
  readonly row: Row;
  readonly note: string;
  readonly source: string | null;
}

function usesIn(model: Model, mayMean: (message: Message | null) => boolean): Use[] {
  const uses: Use[] = model.anytime.map((row) => ({ where: 'any phase', row, note: 'at any time', source: null }));
  for (const phase of model.phases) {
    const { name, title, rows, source } = phase;
    const where = escapeMarkdown(title ?? name);
    for (const { row } of messageTriggers(phase))
      uses.push({ where, row, note: `starts it${groundNote(row.ground)}`, source });
    for (const row of rows) {
      const facts = [
        row.optional ? 'optional' : '',
        ...row.values.map(({ attribute, text }) => escapeMarkdown(`${attribute}: ${text}`)),
        row.answers === null ? '' : `answers ${row.answers}`,
      ];
      const note = `${facts.filter((part) => part !== '').join(', ')}${groundNote(row.ground)}`.trim();
      uses.push({ where, row, note, source });
    }
  }
  return uses.filter(({ row }) => mayMean(row.message));
}
