import { isProblem } from '../../timeline/types/problems.js';
import { visibleLine } from '../../timeline/types/visible-text.js';
import { displayPath } from '../display-path.js';
import type { Report } from './report.js';

const commands = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/** Annotations as GitHub's runner reads them from a step's log. */
export function githubReport({ files, quiet }: Report): string {
  const lines = files.flatMap(({ path, findings }) =>
    findings
      .filter((finding) => !quiet || isProblem(finding))
      .map(({ range: { start, end }, severity, message, code }) => {
        const places = {
          file: displayPath(path),
          line: start.line + 1,
          col: start.character + 1,
          endLine: end.line + 1,
          // The runner takes columns of one line only.
          ...(end.line === start.line ? { endColumn: end.character + 1 } : {}),
          title: code,
        };
        const properties = Object.entries(places).map(([name, value]) => `${name}=${property(String(value))}`);
        return `::${commands[severity]} ${properties.join(',')}::${data(message)}`;
      }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Text after the last `::`, in which `%` begins an escape. */
function data(text: string): string {
  return visibleLine(text).replaceAll('%', '%25');
}

/** A property's value, which `,` and `:` would end. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
