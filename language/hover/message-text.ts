import type * as ast from '../generated/ast.js';
import type { Flow } from '../model/flow.js';
import type { Model, Row } from '../model/model.js';
import type { Message } from '../model/vocabulary.js';
import { arrowText, protocolsOf } from './condition-text.js';
import { keywordText } from './keyword-texts.js';
import { paragraphs, shortened, sourceText } from './model-phase-text.js';

const mostRows = 16;

/** An attribute: whose it is, whether it may be left out, and how its values are written. */
export function attributeText({ $container, optional, type }: ast.Attribute): string {
  const left = optional ? ', which may be left out' : '';
  return paragraphs([
    `An attribute of \`${$container.name}\`${left}.`,
    type === undefined ? '' : (keywordText(type) ?? ''),
  ]);
}

/** Who may send a message to whom in which phase of which model, what the source is, and which phases send it. */
export function messageUseText(
  declared: { readonly name: string; readonly uri: string },
  models: Iterable<Model>,
  flows: Iterable<Flow>,
): string {
  const isMeant = (message: Message | null) => message?.name === declared.name && message.place.uri === declared.uri;
  const parts: string[] = [];
  for (const model of models) {
    const lines: string[] = [];
    const add = (where: string, row: Row, note: string) => {
      if (isMeant(row.message)) lines.push(`| ${where} | \`${arrowText(row)}\` | ${protocolsOf(row)} | ${note} |`);
    };
    for (const row of model.anytime) add('any phase', row, 'at any time');
    for (const { name, title, trigger, rows } of model.phases) {
      if (trigger?.kind === 'message') add(title ?? name, trigger.row, 'starts it');
      for (const row of rows) add(title ?? name, row, row.optional ? 'optional' : '');
    }
    if (lines.length === 0) continue;
    const shown = lines.slice(0, mostRows);
    if (lines.length > mostRows) shown.push(`| … | ${lines.length - mostRows} more | | |`);
    const [header] = model.headers;
    parts.push(['| phase | who to whom | protocol | |', '| --- | --- | --- | --- |', ...shown].join('\n'));
    if (header !== undefined) parts.push(sourceText(header));
  }
  const users: string[] = [];
  for (const flow of flows) {
    for (const phase of flow.phases) {
      // Without braces a phase sends what its model requires.
      const rows = phase.braces ? [] : (phase.realizes?.phase?.rows ?? []);
      const isSent = phase.steps.some(({ message }) => isMeant(message));
      if (isSent || rows.some(({ optional, message }) => !optional && isMeant(message)))
        users.push(`\`${flow.name}.${phase.name}\``);
    }
  }
  if (users.length > 0) parts.push(`Sent in ${shortened(users)}.`);
  return paragraphs(parts);
}
