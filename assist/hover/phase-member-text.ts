import { AstUtils, type Cancellation, CstUtils, type LangiumDocument } from 'langium';
import { capitalized, citedGround, type Model, type RowStatus, type RowUse } from '../../check/index.js';
import { ast, type ConferCoreServices } from '../../language/index.js';
import { samePosition } from '../../timeline/types/ranges.js';
import { WorkspaceCoverage } from '../coverage/workspace-coverage.js';
import type { CompiledLookup } from './compiled-lookup.js';
import { escapeMarkdown } from './escape-markdown.js';
import { paragraphs, shortened } from './model-phase-hover.js';

type Member = ast.Row | ast.MessageTrigger | ast.TimeoutTrigger | ast.Needs | ast.RoleMove | ast.AllMove;

/** Says what a row, trigger, need or move of a model rests on, and which flows send a row and which miss it. */
export class PhaseMemberText {
  private readonly coverage: WorkspaceCoverage;

  constructor(
    services: ConferCoreServices,
    private readonly compiled: CompiledLookup,
  ) {
    this.coverage = new WorkspaceCoverage(services);
  }

  /**
   * Text on the member at an offset.
   * @returns undefined if there is none
   * @throws OperationCancelled if the token is canceled
   */
  async at(
    document: LangiumDocument,
    offset: number,
    token: Cancellation.CancellationToken,
  ): Promise<string | undefined> {
    const root = document.parseResult.value.$cstNode;
    const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, offset);
    const member = leaf === undefined ? undefined : AstUtils.getContainerOfType(leaf.astNode, isMember);
    const phase = member === undefined ? undefined : AstUtils.getContainerOfType(member, ast.isModelPhase);
    const found = phase === undefined ? undefined : this.compiled.modelPhase(phase);
    if (member === undefined || found === undefined) return undefined;
    const ground = citedGround(member.ground ?? null, found.phase, found.phase.model);
    const rests = ground === '' ? '' : `*${escapeMarkdown(capitalized(ground))}*`;
    const isArrowInferred =
      member.ground === undefined &&
      found.phase.model.arrowsInferred &&
      (ast.isRow(member) || ast.isMessageTrigger(member));
    const coverage = ast.isRow(member) ? await this.coverageOf(member, found.model, token) : '';
    return paragraphs([rests, isArrowInferred ? '*Who sends to whom is inferred.*' : '', coverage]);
  }

  private async coverageOf(row: ast.Row, model: Model, token: Cancellation.CancellationToken): Promise<string> {
    const start = row.$cstNode?.range.start;
    if (start === undefined) return '';
    const coverage = await this.coverage.ofModel(model, token);
    const status = coverage?.phases
      .flatMap(({ rows }) => rows)
      .find(({ place }) => samePosition(place.range.start, start));
    return status === undefined ? '' : coverageText(status);
  }
}

function isMember(node: unknown): node is Member {
  return [ast.isRow, ast.isMessageTrigger, ast.isTimeoutTrigger, ast.isNeeds, ast.isRoleMove, ast.isAllMove].some(
    (is) => is(node),
  );
}

/** `Sent by F in P, Q; missing in F in R.` */
function coverageText({ sent, missing, optional, visits }: RowStatus): string {
  const named = (uses: readonly RowUse[]) => shortened(uses.map(({ flow, phase }) => `\`${flow}\` in \`${phase}\``));
  const parts = [
    sent.length === 0 ? '' : `sent by ${named(sent)}`,
    missing.length === 0 ? '' : `missing in ${named(missing)}`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return visits === 0 ? 'Required by no flow.' : optional ? 'Sent by no flow.' : '';
  const text = parts.join('; ');
  return `${capitalized(text)}.`;
}
