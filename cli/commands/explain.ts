import { isRuleCode, ruleCodes, rules } from '../../check/index.js';
import type { Arguments } from '../arguments.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { jsonText } from '../json-text.js';
import type { Output } from '../output.js';
import { rulePage } from '../rule-pages.js';

/** `confer explain`: the page of a rule, or the list of all. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const isJson = args.text('format') === 'json';
  const [code, ...more] = args.files;
  if (more.length > 0) throw new UsageError('Name one rule.');
  if (code === undefined) {
    const widest = Math.max(...ruleCodes.map((rule) => rule.length));
    const list = ruleCodes.map((rule) => ({ code: rule, severity: rules[rule].severity, finds: rules[rule].finds }));
    await output.print(
      isJson
        ? jsonText({ rules: list })
        : list.map((rule) => `${rule.code.padEnd(widest)}  ${rule.severity.padEnd(11)}  ${rule.finds}\n`).join(''),
    );
    return exitCodes.clean;
  }
  if (!isRuleCode(code))
    throw new UsageError(`There is no rule "${code}".`, { word: code, among: ruleCodes, lists: true });
  const { severity, finds } = rules[code];
  const page = rulePage(code) ?? `# ${code}\n\n${finds}\n`;
  await output.print(isJson ? jsonText({ code, severity, finds, page }) : page);
  return exitCodes.clean;
}
