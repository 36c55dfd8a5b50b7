import { Cancellation, interruptAndCheck, type LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  type Fix,
  type FixProvider,
  MAX_WORK_IN_BACKGROUND,
  MAX_WORK_ON_REQUEST,
  type RefactoringProvider,
  type TextEdit,
  TrialBudget,
} from '../../assist/index.js';
import {
  type Finding,
  type FlowAnalysis,
  isFixable,
  isRuleCode,
  type RuleCode,
  safeOnSave,
} from '../../check/index.js';
import { type AnalysisProvider, isLibraryUri, type Settings } from '../../language/index.js';
import { samePosition, touches } from '../../timeline/types/ranges.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { QuickFixCommand, SelectCommand, ShowFindingCommand } from '../protocol/client-commands.js';
import type { FindingReference } from '../protocol/fix-messages.js';

const fixAllKind = `${CodeActionKind.SourceFixAll}.confer`;

const refactorKinds = { extract: CodeActionKind.RefactorExtract, rewrite: CodeActionKind.RefactorRewrite };

/** Kinds of code actions that the server has. */
export const offeredKinds: readonly string[] = [CodeActionKind.QuickFix, ...Object.values(refactorKinds), fixAllKind];

/** The data with which the edits of an action are requested later. */
export interface ActionData {
  readonly uri: string;
  readonly code: string;
}

/** Whether an action that a client sends back came from this server. */
export function isActionData(data: unknown): data is ActionData {
  return typeof data === 'object' && data !== null && 'uri' in data && 'code' in data && typeof data.uri === 'string';
}

/** Offers the fixes of the findings at the caret, and those of the whole file. */
export class ConferCodeActionProvider implements CodeActionProvider {
  private readonly analysis: AnalysisProvider;
  private readonly fixes: FixProvider;
  private readonly refactorings: RefactoringProvider;
  private readonly settings: Settings;

  constructor(services: ConferServices) {
    this.analysis = services.analysis.AnalysisProvider;
    this.fixes = services.fixes.FixProvider;
    this.refactorings = services.fixes.RefactoringProvider;
    this.settings = services.shared.settings;
  }

  async getCodeActions(
    document: LangiumDocument,
    params: CodeActionParams,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<CodeAction[]> {
    if (isLibraryUri(document.uri)) return [];
    const { only, triggerKind } = params.context;
    const wanted = (kind: string) => only === undefined || only.some((k) => kind === k || kind.startsWith(`${k}.`));
    const actions: CodeAction[] = [];
    if (wanted(CodeActionKind.QuickFix)) {
      const isOpened = triggerKind !== CodeActionTriggerKind.Automatic;
      actions.push(...(await this.quickFixes(document, params, isOpened, token)));
    }
    // Not in the light bulb either, which would be shown in every phase.
    const isAsked = only !== undefined || triggerKind !== CodeActionTriggerKind.Automatic;
    if (isAsked && Object.values(refactorKinds).some(wanted)) {
      for (const refactored of await this.refactorings.refactorings(document, params.range, token)) {
        const kind = refactorKinds[refactored.kind];
        // Refactorings that fix a finding here are offered as fixes.
        if (wanted(kind) && !actions.some(({ title }) => title === refactored.title))
          actions.push(
            this.selecting(action(refactored.title, kind, document, refactored.edits), document, refactored),
          );
      }
    }
    // Asked for by name only: it looks at the whole file.
    if (only !== undefined && wanted(fixAllKind)) {
      const edits = await this.fixes.fixAll(document, safeOnSave, token);
      if (edits.length > 0) actions.push(action('Apply all safe fixes', fixAllKind, document, edits));
    }
    return actions;
  }

  private async quickFixes(
    document: LangiumDocument,
    { range, context }: CodeActionParams,
    isOpened: boolean,
    token: Cancellation.CancellationToken,
  ): Promise<CodeAction[]> {
    const { findings, flows } = await this.analysis.analyze(document, token);
    const here = findings.filter((finding) => touches(finding.range, range));
    // Fixes come before suppressions; one that would fix several findings here is one action.
    const fixing = new Map<string, CodeAction>();
    const silencing = new Map<string, CodeAction>();
    // After every key an editor asks whether a light bulb is to shine: what takes long to try is tried when it is
    // opened.
    const isLater = !isOpened && this.settings.clientCommands;
    const budget = new TrialBudget(isLater ? MAX_WORK_IN_BACKGROUND : MAX_WORK_ON_REQUEST);
    const later = new Set<Finding>();
    for (const finding of here) {
      await interruptAndCheck(token);
      const diagnostics = context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding));
      for (const fix of await this.fixes.fixes(document, finding, token, budget)) {
        if (isLater && fix.untried === true) {
          later.add(finding);
          continue;
        }
        const actions = fix.suppresses === true ? silencing : fixing;
        const key = JSON.stringify([fix.title, fix.edits]);
        const offeredAction = actions.get(key);
        if (offeredAction === undefined) actions.set(key, this.quickFix(document, fix, diagnostics));
        else offeredAction.diagnostics = [...new Set([...(offeredAction.diagnostics ?? []), ...diagnostics])];
      }
    }
    // Not computed for the light bulb alone: each looks at the whole file.
    const ofAKind = isOpened ? await this.fixesOfAKind(document, here, findings, token) : [];
    const shown = this.settings.clientCommands ? shownOnTimeline(document, here, flows, context) : [];
    return [...fixing.values(), ...triedLater(later, context), ...ofAKind, ...silencing.values(), ...shown];
  }

  /** Fills in the edits of an action that was offered without. */
  async resolve(
    document: LangiumDocument,
    action: CodeAction,
    token?: Cancellation.CancellationToken,
  ): Promise<CodeAction> {
    const code = referredCode(action);
    if (code === undefined) return action;
    return { ...action, edit: editOf(document, await this.fixes.fixAll(document, new Set([code]), token)) };
  }

  private async fixesOfAKind(
    document: LangiumDocument,
    here: readonly Finding[],
    all: readonly Finding[],
    token: Cancellation.CancellationToken,
  ): Promise<CodeAction[]> {
    const actions: CodeAction[] = [];
    for (const code of new Set<RuleCode>(here.map((finding) => finding.code))) {
      if (!isFixable(code) || all.filter((finding) => finding.code === code).length < 2) continue;
      const title = `Fix all of this kind in the file (${code})`;
      if (this.settings.resolvesActions) {
        const data: ActionData = { uri: document.textDocument.uri, code };
        actions.push({ title, kind: CodeActionKind.QuickFix, data });
        continue;
      }
      // The client waits, even if nothing is chosen.
      const budget = new TrialBudget(MAX_WORK_ON_REQUEST);
      const edits = await this.fixes.fixAll(document, new Set([code]), token, budget);
      if (edits.length > 0) actions.push(action(title, CodeActionKind.QuickFix, document, edits));
    }
    return actions;
  }

  private quickFix(document: LangiumDocument, fix: Fix, diagnostics: Diagnostic[]): CodeAction {
    const title = fix.untried === true ? `${fix.title} (not tried: the check takes too long)` : fix.title;
    const result = action(title, CodeActionKind.QuickFix, document, fix.edits);
    result.diagnostics = diagnostics;
    if (fix.preferred) result.isPreferred = true;
    return this.selecting(result, document, fix);
  }

  /** With what the author has to choose selected afterwards, if the client can. */
  private selecting(result: CodeAction, document: LangiumDocument, { title, caret, renames }: Fix): CodeAction {
    if (caret === undefined || !this.settings.clientCommands) return result;
    const place = [document.uri.toString(), caret, renames === true];
    return { ...result, command: { title, command: SelectCommand, arguments: place } };
  }
}

/** All edits are one change of the workspace, and so one step of undo. */
function action(title: string, kind: string, document: LangiumDocument, edits: readonly TextEdit[]): CodeAction {
  return { title, kind, edit: editOf(document, edits) };
}

function editOf(document: LangiumDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  return { changes: { [document.textDocument.uri]: [...edits] } };
}

function referredCode({ data }: CodeAction): RuleCode | undefined {
  const code: unknown = isActionData(data) ? data.code : undefined;
  return typeof code === 'string' && isRuleCode(code) ? code : undefined;
}

/** The action that shows a flow's finding in the timeline: no edit, and never applied automatically. */
function shownOnTimeline(
  document: LangiumDocument,
  here: readonly Finding[],
  flows: readonly FlowAnalysis[],
  context: CodeActionContext,
): CodeAction[] {
  const inFlows = here.filter(({ range }) => flows.some(({ flow }) => touches(flow.place.range, range)));
  return inFlows.map((finding): CodeAction => {
    const { id, code, message } = finding;
    const title = inFlows.length === 1 ? 'Show on timeline' : `Show on timeline (${code})`;
    const reference: FindingReference = { id, message };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: context.diagnostics.filter((diagnostic) => isOf(diagnostic, finding)),
      command: { title, command: ShowFindingCommand, arguments: [document.uri.toString(), reference] },
    };
  });
}

/** An action in place of fixes that are tried only when the user asks for them; none if there is nothing to try. */
function triedLater(findings: ReadonlySet<Finding>, { diagnostics }: CodeActionContext): CodeAction[] {
  if (findings.size === 0) return [];
  const title = 'Show fixes…';
  const theirs = diagnostics.filter((diagnostic) => [...findings].some((finding) => isOf(diagnostic, finding)));
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: theirs, command: { title, command: QuickFixCommand } }];
}

/** Whether a diagnostic that the client sends back is that of a finding; a client may keep no data with it. */
function isOf({ code, data, range }: Diagnostic, finding: Finding): boolean {
  if (typeof data === 'object' && data !== null && 'id' in data) return data.id === finding.id;
  return code === finding.code && samePosition(range.start, finding.range.start);
}
