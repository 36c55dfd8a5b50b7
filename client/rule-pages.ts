import * as vscode from 'vscode';
import { libraryScheme } from './contributions.js';

const ruleCode = /^[a-z]+(?:-[a-z]+)*$/;

/**
 * The address of a rule's page. It is opened through the editor, not the browser, so that it works offline and in
 * every host: a link of a diagnostic may name any scheme that a file system answers for, but no command.
 */
export function rulePageUri(code: string): vscode.Uri {
  return vscode.Uri.from({ scheme: libraryScheme, path: `/rules/${code}.md` });
}

/** The text of a rule's page; null if there is none. */
export async function readRulePage(code: string): Promise<string | null> {
  if (!ruleCode.test(code)) return null;
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(rulePageUri(code)));
  } catch {
    return null;
  }
}

/** Opens the page of the rule whose code it is given. */
const SHOW_RULE_COMMAND = 'confer.showRule';

/** The server's prefix of a rule's code in links to its page. */
export const rulePagesPrefix = `${libraryScheme}:/rules/`;

/** Opens a file of the library at a line, counted from 1. */
const SHOW_LIBRARY_COMMAND = 'confer.showLibrary';
const libraryPath = /^[a-z]+\/[a-z-]+\.confer$/;
const libraryLinks = new RegExp(`\\]\\(${libraryScheme}:/([a-z]+/[a-z-]+\\.confer)#L(\\d+)\\)`, 'g');

const rulePageLinks = new RegExp(`\\]\\(${rulePagesPrefix}([a-z-]+)\\)`, 'g');

/**
 * Registers the command of links to rules' pages. It opens nothing but such a page.
 */
export function registerShowRule(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_RULE_COMMAND, async (code: unknown) => {
    if (typeof code === 'string' && ruleCode.test(code)) {
      await vscode.commands.executeCommand('vscode.open', rulePageUri(code));
    }
  });
}

/**
 * Registers the command of links to places in the library. It opens nothing but such a file.
 */
export function registerShowLibrary(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_LIBRARY_COMMAND, async (path: unknown, line: unknown) => {
    if (typeof path !== 'string' || !libraryPath.test(path) || typeof line !== 'number') return;
    const at = new vscode.Position(Math.max(0, line - 1), 0);
    const uri = vscode.Uri.from({ scheme: libraryScheme, path: `/${path}` });
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at), preview: false });
  });
}

/**
 * Makes links to rules' pages and to the library in a hover's text such that the editor follows: it opens no scheme of
 * ours from a text.
 */
export function linkRulePagesIn(hover: vscode.Hover): void {
  for (const content of hover.contents) {
    if (!(content instanceof vscode.MarkdownString) || !content.value.includes(`](${libraryScheme}:`)) continue;
    content.value = content.value
      .replace(rulePageLinks, (_, code: string) => commandLink(SHOW_RULE_COMMAND, [code]))
      .replace(libraryLinks, (_, path: string, line: string) =>
        commandLink(SHOW_LIBRARY_COMMAND, [path, Number(line)]),
      );
    content.isTrusted = { enabledCommands: [SHOW_RULE_COMMAND, SHOW_LIBRARY_COMMAND] };
  }
}

function commandLink(command: string, given: readonly unknown[]): string {
  return `](command:${command}?${encodeURIComponent(JSON.stringify(given))})`;
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
