import * as vscode from 'vscode';
import { libraryScheme } from './contributions.js';

const pagePath = /^\/rules\/([a-z]+(?:-[a-z]+)*)\.md$/;
const ruleCode = /^[a-z]+(?:-[a-z]+)*$/;

/**
 * The address of a rule's page. It is opened through the editor, not the browser, so that it works offline and in
 * every host: a link of a diagnostic may name any scheme that a file system answers for, but no command.
 */
export function rulePageUri(code: string): vscode.Uri {
  return vscode.Uri.from({ scheme: libraryScheme, path: `/rules/${code}.md` });
}

/** The code of the rule whose page lies at this path of the library's file system, or undefined. */
export function ruleOfPage(path: string): string | undefined {
  return pagePath.exec(path)?.[1];
}

/**
 * Makes the code of each diagnostic a link to the rule's page. Changes the diagnostics in place, because the client
 * keeps the server's data for quick fixes on these very objects.
 */
export function linkRulePages(diagnostics: readonly vscode.Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const code = typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
    if (typeof code === 'string' && ruleCode.test(code)) {
      diagnostic.code = { value: code, target: rulePageUri(code) };
    }
  }
}
