import type { VNode } from 'preact';
import type { ViewState } from '../view-state.js';

/** Why there is no picture, and what would make one. */
export interface EmptyReason {
  readonly title: string;
  readonly help: string;
  readonly example: string | null;
}

const FLOW_EXAMPLE = `flow EscalateChat follows Conference {
  party  Alice as agent1
  party  Bob as agent2
  system IxnServer as server
  system StatServer as reporting

  phase Invite is InvitationIssued
}`;

/** The reason why a state shows no picture; null where it shows one. */
export function emptyReason({ result, notice }: ViewState): EmptyReason | null {
  if (notice !== null) return { title: 'Nothing to show', help: notice, example: null };
  if (result === null) {
    return {
      title: 'No timeline yet',
      help: 'Open a .confer file: its first flow appears here and follows what you write.',
      example: null,
    };
  }
  if (result.timeline === null) {
    return {
      title: 'This file has no flow',
      help: 'A flow is what a timeline shows. Write one like this:',
      example: FLOW_EXAMPLE,
    };
  }
  if (result.timeline.phases.length === 0) {
    return {
      title: `“${result.timeline.flow}” has no phase yet`,
      help: 'Add a phase to the flow. Without braces it is the model’s phase as it stands:',
      example: 'phase Invite is InvitationIssued',
    };
  }
  return null;
}

/** Says why there is no picture. */
export function EmptyState({ reason }: { reason: EmptyReason }): VNode {
  return (
    <main class="empty">
      <h1>{reason.title}</h1>
      <p>{reason.help}</p>
      {reason.example !== null && (
        <pre>
          <code>{reason.example}</code>
        </pre>
      )}
    </main>
  );
}
