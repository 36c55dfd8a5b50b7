import type { VNode } from 'preact';
import type { HelpCommand } from '../../protocol/preview-messages.js';
import type { ViewState } from '../state/view-state.js';

/** Why there is no picture, and what would make one. */
export interface EmptyReason {
  readonly title: string;
  readonly help: string;
  readonly example: string | null;
  /** Ways out, the best one first. */
  readonly ways: readonly HelpCommand[];
}

const begin: readonly HelpCommand[] = ['newFlow', 'openExample'];

const labels: Record<HelpCommand, string> = {
  newFlow: 'New Flow',
  openExample: 'Open Example',
  restartServer: 'Restart Language Server',
  showOutput: 'Show Output',
};

const FLOW_EXAMPLE = `flow EscalateChat follows Conference {
  party  Alice as agent1
  party  Bob as agent2
  system IxnServer as server
  system StatServer as reporting

  phase Invite is InvitationIssued
}`;

/** The reason why a state shows no picture; null if it shows one. */
export function emptyReason({ result, notice, documentUri }: ViewState): EmptyReason | null {
  if (notice !== null) {
    // A notice of no document says that none is open; one of a document, that the server does not answer.
    const ways = documentUri === '' ? begin : (['restartServer', 'showOutput'] as const);
    return { title: 'Nothing to show', help: notice, example: null, ways };
  }
  if (result === null) {
    return {
      title: 'No timeline yet',
      help: 'Open a .confer file: its first flow appears here and is updated as you type.',
      example: null,
      ways: begin,
    };
  }
  if (result.timeline === null) {
    return {
      title: 'This file has no flow',
      help: 'A timeline shows a flow. Create one from a template, or write one like this:',
      example: FLOW_EXAMPLE,
      ways: begin,
    };
  }
  if (result.timeline.phases.length === 0) {
    const { flow, models, participants } = result.timeline;
    const modelPhase = result.firstModelPhase;
    const [from = 'Alice', to = 'Bob'] = participants.map(({ name }) => name);
    return {
      title: `"${flow}" has no phases yet`,
      help:
        modelPhase === null
          ? 'Add a phase to the flow, with its messages:'
          : `Add a phase to the flow. Without braces, it sends what ${models.join(' or ')} requires:`,
      example:
        modelPhase === null
          ? `phase First {\n  ${from} -> ${to} : Hello\n}`
          : `phase ${modelPhase.replace('.', '')} is ${modelPhase}`,
      ways: [],
    };
  }
  return null;
}

/** Says why there is no picture, and offers the ways to one. */
export function EmptyState({ reason, help }: { reason: EmptyReason; help(command: HelpCommand): void }): VNode {
  return (
    <main class="empty">
      <h1>{reason.title}</h1>
      <p>{reason.help}</p>
      {reason.example !== null && (
        <pre>
          <code>{reason.example}</code>
        </pre>
      )}
      {reason.ways.length > 0 && (
        <p class="ways">
          {reason.ways.map((way) => (
            <button key={way} type="button" onClick={() => help(way)}>
              {labels[way]}
            </button>
          ))}
        </p>
      )}
    </main>
  );
}
