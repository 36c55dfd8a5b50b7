/** A flow through all seven phases with every step written out; the last party leaves to where `origin` says. */
export function seedFlow(origin: 'queue' | 'workbin'): string {
  const placed = origin === 'queue' ? 'EventPlacedInQueue' : 'EventPlacedInWorkbin';
  return `flow Seed follows Conference {
  party Ann as agent1
  party Bob as agent2
  system Server as server
  system Stats as reporting
  origin is ${origin}
  start Invite | Refuse
  phase Invite is InvitationIssued {
    Server -> Bob : EventInvite
    Server -> Stats : EventAgentInvited
    next Accept | Decline | Expire after 30s
  }
  phase Accept is InvitationAccepted {
    Server -> Bob : EventAck
    Server -> Ann : EventPartyAdded
    Server -> Stats : EventPartyAdded
    next BobLeaves | Stay
  }
  phase Decline is InvitationRejected {
    Server -> Bob : EventAck
    Server -> Ann : EventError
    Server -> Stats : EventRejected
  }
  phase Expire is InvitationTimesOut {
    Server -> Ann : EventError
    Server -> Bob : EventRevoked
  }
  phase Refuse is InvitationInvalid {
    Server -> Ann : EventError
  }
  phase BobLeaves is LeaveConference {
    Server -> Bob : EventAck
    Server -> Ann : EventPartyRemoved
    Server -> Stats : EventPartyRemoved
    next AnnLeaves | AnnStays
  }
  phase Stay is FailToLeaveConference {
    Server -> Bob : EventError
    next BobLeaves | Stay
  }
  phase AnnStays is FailToLeaveConference(Ann as agent2) {
    Server -> Ann : EventError
    next AnnLeaves | AnnStays
  }
  phase AnnLeaves is LeaveConference(Ann as agent2) {
    Server -> Ann : EventAck
    Server -> Stats : EventPartyRemoved
    Server -> Stats : ${placed}
  }
}
`;
}
