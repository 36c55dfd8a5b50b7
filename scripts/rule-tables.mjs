// The parts of documents and of the schema of confer.json that list the rules, made from the table of rules.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The table of rules as the check has it.
 * @returns {Promise<{
 *   ruleGroups: Record<string, string>,
 *   ruleTable: Record<string, Record<string, { severity: string, severityNote?: string, finds: string, configurable?: false }>>
 * }>}
 */
export async function readRules() {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { ruleGroups } from './rule.js'; export { ruleTable } from './rule-table.js';",
      resolveDir: join(root, 'check/findings'),
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`);
}

/**
 * The files that list the rules, as they should be.
 * @returns {Promise<Map<string, string>>}
 */
export async function ruleListings() {
  const rules = await readRules();
  return new Map([
    ['docs/rules/README.md', withPart('docs/rules/README.md', markdown(rules, '##', ''))],
    ['docs/language.md', withPart('docs/language.md', markdown(rules, '###', 'rules/'))],
    ['schemas/confer.schema.json', withSchemaRules('schemas/confer.schema.json', rules)],
  ]);
}

const OPENING = '<!-- Written by `npm run generate` from check/findings/rule-table.ts -->';
const CLOSING = '<!-- Until here -->';

/**
 * A document with the text between its two marks replaced.
 * @param {string} name
 * @param {string} part
 */
function withPart(name, part) {
  const text = readFileSync(join(root, name), 'utf8');
  const start = text.indexOf(OPENING);
  const end = text.indexOf(CLOSING);
  if (start < 0 || end < start) throw new Error(`${name} lacks the marks around its list of rules.`);
  return `${text.slice(0, start + OPENING.length)}\n\n${part}\n${text.slice(end)}`;
}

/**
 * The rules by group, each group with its heading and a table.
 * @param {Awaited<ReturnType<typeof readRules>>} rules
 * @param {string} heading marks of the headings' level
 * @param {string} folder of the rules' pages
 */
function markdown({ ruleGroups, ruleTable }, heading, folder) {
  const parts = Object.entries(ruleGroups).flatMap(([group, title]) => {
    const rows = Object.entries(ruleTable[group] ?? {}).map(([code, { severity, severityNote, finds }]) => {
      const note = severityNote === undefined ? '' : ` (${severityNote})`;
      return `| [\`${code}\`](${folder}${code}.md) | ${severity}${note} | ${finds} |\n`;
    });
    if (rows.length === 0) return [];
    return [`${heading} ${title}\n\n| Rule | Severity | Finds |\n| --- | --- | --- |\n${rows.join('')}`];
  });
  return parts.join('\n');
}

/**
 * The schema with the properties of its definition `rules` replaced; the rest stays as it is laid out.
 * @param {string} name
 * @param {Awaited<ReturnType<typeof readRules>>} rules
 */
function withSchemaRules(name, { ruleTable }) {
  const text = readFileSync(join(root, name), 'utf8');
  const properties = Object.values(ruleTable)
    .flatMap((group) => Object.entries(group))
    .filter(([, { configurable }]) => configurable !== false)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { severity, finds }]) => [
      code,
      { $ref: '#/definitions/level', markdownDescription: finds, default: severity },
    ]);
  const start = text.indexOf(
    '{\n',
    text.indexOf('"properties"', text.indexOf('    "rules": {', text.indexOf('"definitions"'))),
  );
  const end = text.indexOf('\n      }', start);
  if (start < 0 || end < 0) throw new Error(`${name} has no definition of rules.`);
  const body = JSON.stringify(Object.fromEntries(properties), null, 2).replaceAll('\n', '\n      ');
  return `${text.slice(0, start)}${body}${text.slice(end + '\n      }'.length)}`;
}
