// Lays down what a rule needs in addition to its check: the row in the table of rules, its page, a fixture where it is found and
// one where it is not, and the lists that `npm run generate` writes. The texts are for the author to fill in; the tests
// fail until the check finds what the page and the fixture expect.
//
//   npm run new-rule CODE [GROUP] [SEVERITY]      e.g. npm run new-rule never-answered times error

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRules, ruleListings } from './rule-tables.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Marks what the author has to fill in; a test finds what is left of it. */
const GAP = '(to be written)';

/** The files with the rows of the table, by group. */
const tableFiles = ['check/findings/rules-of-flows.ts', 'check/findings/rules-of-files.ts'];

/**
 * Writes the files of a rule.
 * @param {string} code
 * @param {string} group
 * @param {string} severity
 * @returns {Promise<readonly string[]>} the files that its author goes through, from the project's folder
 */
async function layDown(code, group, severity) {
  const { ruleGroups, ruleTable } = await readRules();
  if (!/^[a-z]+(-[a-z]+)*$/.test(code))
    throw new Error(`A code consists of lowercase words joined by hyphens, not "${code}".`);
  if (!(group in ruleGroups)) throw new Error(`The groups are ${Object.keys(ruleGroups).join(', ')}, not "${group}".`);
  if (!['error', 'warning', 'information'].includes(severity)) throw new Error(`"${severity}" is not a severity.`);
  if (Object.values(ruleTable).some((rules) => code in rules)) throw new Error(`Rule ${code} already exists.`);

  const finds = `One sentence ${GAP}.`;
  const table = addRow(code, group, severity, finds);
  const faulty = `//! ${severity} ${code}\nprotocol Chat\n`;
  const correct = 'protocol Chat\n';
  const files = {
    [`docs/rules/${code}.md`]: page(code, severity, finds, `// ${severity}: ${GAP}\n${correct}`, correct),
    [`test/fixtures/${code}/found.confer`]: faulty,
    [`test/fixtures/${code}/not-found.confer`]: correct,
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const [name, text] of await ruleListings()) writeFileSync(join(root, name), text);
  return [table, ...Object.keys(files)];
}

/**
 * Adds a row to the end of a group of the table.
 * @param {string} code
 * @param {string} group
 * @param {string} severity
 * @param {string} finds
 * @returns {string} the file with the row, from the project's folder
 */
function addRow(code, group, severity, finds) {
  const heading = `\n  ${group}: {`;
  const name = tableFiles.find((file) => readFileSync(join(root, file), 'utf8').includes(heading));
  if (name === undefined) throw new Error(`No file of the table has the group "${group}".`);
  const text = readFileSync(join(root, name), 'utf8');
  const row = `    '${code}': { severity: '${severity}', finds: '${finds}', brief: '${GAP}', fixable: false },\n`;
  const empty = `  ${group}: {},\n`;
  const end = text.indexOf('\n  },\n', text.indexOf(heading)) + 1;
  writeFileSync(
    join(root, name),
    text.includes(empty)
      ? text.replace(empty, `  ${group}: {\n${row}  },\n`)
      : text.slice(0, end) + row + text.slice(end),
  );
  return name;
}

/**
 * A rule's page with its headings.
 * @param {string} code
 * @param {string} severity
 * @param {string} finds
 * @param {string} faulty
 * @param {string} correct
 */
function page(code, severity, finds, faulty, correct) {
  return [
    `# ${code}\n\n${finds}\n\nSeverity: ${severity}.\n`,
    `## What it finds\n\nWhen it is reported, and when it is not ${GAP}.\n`,
    `## Why\n\nWhat goes wrong otherwise, and the section of the language reference ${GAP}.\n`,
    `## How to fix it\n\nThe edit ${GAP}.\n`,
    `## Bad\n\n\`\`\`confer\n${faulty}\`\`\`\n`,
    `## Good\n\n\`\`\`confer\n${correct}\`\`\`\n`,
  ].join('\n');
}

const [code, group = 'content', severity = 'error'] = process.argv.slice(2);
if (code === undefined) {
  console.error('npm run new-rule CODE [GROUP] [SEVERITY]');
  process.exitCode = 2;
} else {
  try {
    const files = await layDown(code, group, severity);
    console.log(`Created. Complete what is marked ${GAP}:\n${files.map((file) => `  ${file}`).join('\n')}`);
    console.log('Then write the check and, if an edit can fix the finding, the fix: CONTRIBUTING.md, "Add a rule".');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
