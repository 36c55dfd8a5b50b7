import type { TimelineParams, TimelineResult } from '../../server/protocol/timeline-messages.js';
import type { ChosenPath } from '../protocol/preview-messages.js';
import type { PreviewState } from '../protocol/preview-state.js';

/** Which flow and path to ask the server for; its defaults if left out. */
export type FlowSelection = Pick<TimelineParams, 'flow' | 'scenario' | 'path' | 'all' | 'seen'>;

/** The choices made for one document. */
interface DocumentChoices {
  /** The flow that is shown, chosen or not: one that is written above it does not take its place. */
  flow: string;
  /** By flow: the path that was chosen, and the names that there were then. */
  readonly paths: Map<string, { readonly chosen: ChosenPath; readonly seen?: NonNullable<FlowSelection['seen']> }>;
}

/** The flow and the path chosen for each document, by the names that they have now. */
export class FlowChoices {
  /** @param showsAll whether a flow starts with all its paths in one picture */
  constructor(private readonly showsAll: () => boolean = () => false) {}

  private readonly documents = new Map<string, DocumentChoices>();

  /** The flow that is shown of a document; undefined before any is. */
  flowOf(documentUri: string): string | undefined {
    return this.documents.get(documentUri)?.flow;
  }

  /**
   * The user's choice; the default path of the flow if they chose only the flow. Undefined before any is shown.
   */
  chosen(documentUri: string): ChosenPath | undefined {
    const choices = this.documents.get(documentUri);
    return choices && (choices.paths.get(choices.flow)?.chosen ?? this.initial(choices.flow));
  }

  /** The selection to request. */
  selection(documentUri: string): FlowSelection {
    const chosen = this.chosen(documentUri);
    if (chosen === undefined) return this.showsAll() ? { all: true } : {};
    const { flow, scenario, path, all } = chosen;
    const namesThen = this.documents.get(documentUri)?.paths.get(flow)?.seen;
    return {
      flow,
      ...(scenario === null ? {} : { scenario }),
      ...(path.length === 0 ? {} : { path }),
      ...(all ? { all } : {}),
      ...(namesThen === undefined ? {} : { seen: namesThen }),
    };
  }

  /** Takes over what a page had kept. */
  restore({ documentUri, flow, scenario, path, all, kept }: PreviewState): void {
    for (const other of kept) this.choose(other.documentUri, other);
    if (flow !== null) this.choose(documentUri, { flow, scenario, path: path ?? [], all });
  }

  /** Remembers the path that the user chose. */
  choose(documentUri: string, { flow, scenario, path, all }: ChosenPath): void {
    const choices = this.documents.get(documentUri) ?? { flow, paths: new Map() };
    const namesThen = choices.paths.get(flow)?.seen;
    choices.flow = flow;
    choices.paths.set(flow, {
      chosen: { flow, scenario, path, all },
      ...(namesThen === undefined ? {} : { seen: namesThen }),
    });
    this.documents.set(documentUri, choices);
  }

  /**
   * Goes to a flow of a document, on the path that was chosen for it last.
   * @returns false if it is the one that is shown
   */
  goTo(documentUri: string, flow: string): boolean {
    const choices = this.documents.get(documentUri);
    if (choices?.flow === flow) return false;
    if (choices === undefined) this.choose(documentUri, this.initial(flow));
    else choices.flow = flow;
    return true;
  }

  /** Applies an answer's changes of the choice: names that have changed, and the flow that is shown. */
  note(documentUri: string, { timeline, followed, flows, phases }: TimelineResult): void {
    if (timeline === null) return;
    const { flow } = timeline;
    const before = this.chosen(documentUri) ?? this.initial(flow);
    const choices = this.documents.get(documentUri) ?? { flow, paths: new Map() };
    const pathBefore = choices.paths.get(before.flow);
    const names = { flows: flows.map(({ name }) => name), phases };
    // A phase that is gone may come back under another name, in the place that it had.
    const whole = followed === null || followed.path.every((phase) => phases.includes(phase));
    const ofScenario = before.scenario !== null && before.scenario === timeline.scenario;
    const path = ofScenario ? timeline.path : (whole && followed?.path) || before.path;
    choices.paths.delete(before.flow);
    choices.paths.set(flow, {
      chosen: { ...before, flow, path },
      seen: whole || pathBefore?.seen === undefined ? names : { ...pathBefore.seen, flows: names.flows },
    });
    choices.flow = flow;
    this.documents.set(documentUri, choices);
  }

  private initial(flow: string): ChosenPath {
    return { flow, scenario: null, path: [], all: this.showsAll() };
  }
}
