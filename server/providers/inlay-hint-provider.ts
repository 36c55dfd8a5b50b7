import { CstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import { CancellationToken, type InlayHint, type InlayHintParams, type Position } from 'vscode-languageserver';
import {
  type FlowAnalysis,
  type FlowPhase,
  type LifeCycleChange,
  lifeCycleChanges,
  ShortestPathTimes,
  type Step,
} from '../../check/index.js';
import { type AnalysisProvider, ast, type InlayHintSettings } from '../../language/index.js';
import { durationText } from '../../timeline/types/duration.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { ConferServices } from '../confer-lsp-services.js';

/** Shows next to the text what follows from it: life cycles, protocols, times; each if the settings enable it. */
export class ConferInlayHintProvider implements InlayHintProvider {
  private readonly analyses: AnalysisProvider;
  private readonly settings: ConferServices['shared']['settings'];

  constructor(services: ConferServices) {
    this.analyses = services.analysis.AnalysisProvider;
    this.settings = services.shared.settings;
  }

  async getInlayHints(
    document: LangiumDocument,
    { range }: InlayHintParams,
    token = CancellationToken.None,
  ): Promise<InlayHint[]> {
    const hintSettings = this.settings.inlayHints;
    if (!hintSettings.lifeCycle && !hintSettings.protocol && !hintSettings.time) return [];
    const { flows } = await this.analyses.analyze(document, token);
    return flows
      .filter(({ flow }) => sharesLine(flow.place.range, range))
      .flatMap((analysis) => new FlowHints(document, analysis, range, hintSettings).all());
  }
}

/** The hints of one flow in a range. */
class FlowHints {
  constructor(
    private readonly document: LangiumDocument,
    private readonly analysis: FlowAnalysis,
    private readonly range: Range,
    private readonly hintSettings: InlayHintSettings,
  ) {}

  all(): InlayHint[] {
    const { hintSettings } = this;
    const phases = this.analysis.flow.phases.filter((phase) => sharesLine(phase.place.range, this.range));
    const hints = phases.flatMap((phase) => (hintSettings.protocol ? this.protocols(phase) : []));
    if (hintSettings.time) hints.push(...this.times(phases));
    if (hintSettings.lifeCycle) hints.push(...this.lifeCycles(phases));
    return hints.filter(
      ({ position }) => position.line >= this.range.start.line && position.line <= this.range.end.line,
    );
  }

  private protocols(phase: FlowPhase): InlayHint[] {
    return phase.steps.flatMap((step): InlayHint[] => {
      const names = [...new Set(step.inferred.map((protocol) => protocol?.name))];
      const [name] = names;
      if (step.on !== null || names.length !== 1 || name === undefined) return [];
      const position = this.endOfMessage(step);
      return [
        {
          position,
          label: `on ${name}`,
          paddingLeft: true,
          tooltip: 'Protocol implied by the message and the channels of the model. Double-click to insert it.',
          textEdits: [{ range: { start: position, end: position }, newText: ` on ${name}` }],
        },
      ];
    });
  }

  /** After the message and its attributes, where `on` would be. */
  private endOfMessage(step: Step): Position {
    const { end } = step.messagePlace.range;
    if (step.details === null) return end;
    const root = this.document.parseResult.value.$cstNode;
    const offset = this.document.textDocument.offsetAt(step.messagePlace.range.start);
    const node = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, offset)?.astNode;
    if (node === undefined || !ast.isArrowStep(node)) return end;
    return GrammarUtils.findNodeForKeyword(node.$cstNode, ')')?.range.end ?? end;
  }

  private times(phases: readonly FlowPhase[]): InlayHint[] {
    const times = new ShortestPathTimes(this.analysis);
    return phases.flatMap((phase) => {
      const arrival = times.of(phase.index);
      return phase.steps.flatMap((step): InlayHint[] => {
        const time = arrival?.steps[step.index] ?? null;
        if (arrival === undefined || time === null) return [];
        const tooltip = `Time since the start of ${arrival.path.join(', ')}.`;
        const label = `${time.unstated > 0 ? '≥ ' : ''}${durationText(time.ms)}`;
        return [{ position: step.place.range.end, label, paddingLeft: true, tooltip }];
      });
    });
  }

  private lifeCycles(phases: readonly FlowPhase[]): InlayHint[] {
    const changes = lifeCycleChanges(this.analysis);
    return phases.flatMap((phase): InlayHint[] => {
      const ofPhase = changes[phase.index] ?? [];
      if (ofPhase.length === 0) return [];
      return [
        {
          position: phase.place.range.end,
          label: shortLabel(ofPhase),
          paddingLeft: true,
          tooltip: `State changes in this phase, over all paths that reach it:\n${ofPhase.map(changeText).join('\n')}`,
        },
      ];
    });
  }
}

/** A hint that is longer pushes itself out of view. */
const MAX_CHANGES = 2;

/** The first changes by their end, `Bob → joined, Alice → outside, +1`; the tooltip shows how they come about. */
function shortLabel(changes: readonly LifeCycleChange[]): string {
  const shown = changes.slice(0, MAX_CHANGES).map(({ participant, moves }) => {
    const ends = [...new Set(moves.map(({ to }) => to))];
    return `${participant} → ${ends.join(' or ')}`;
  });
  const more = changes.length - shown.length;
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join(', ');
}

function changeText({ participant, moves, always }: LifeCycleChange): string {
  const text = moves.map(({ from, to }) => `${from} → ${to}`).join(' or ');
  return `${participant}: ${text}${always ? '' : ' on some paths'}`;
}

/** Whether two ranges have a line in common. */
function sharesLine(inner: Range, outer: Range): boolean {
  return inner.start.line <= outer.end.line && inner.end.line >= outer.start.line;
}
