import type { Diagnostic } from 'vscode-languageserver-protocol';

/** The address of a file that is on no disk. */
export const uri = 'file:///nowhere/flow.confer';

/** A flow without a problem: an invitation, and what can follow it. */
export const flow = `flow F "A flow" follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    Alice -> Ixn : RequestConference
    Ixn -> Bob : EventInvite
    Ixn -> Stat : EventAgentInvited
    next Accepts | Declines after 9s | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
}
`;

/** The codes of diagnostics, in their order. */
export const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map((diagnostic) => diagnostic.code);
