/** A first flow without a finding, as a snippet: names and titles are the places to fill in. */
export const flowTemplate = `/** \${1:What this flow is about.} */
flow \${2:MyFlow} "\${3:My first flow}" follows Conference {
  party  \${4:Alice} as agent1
  party  \${5:Bob} as agent2
  system \${6:IxnServer} as server
  system \${7:StatServer} as reporting
  origin is \${8|queue,workbin|}

  start Invite | Refused

  phase Invite "\${4} invites \${5}" is InvitationIssued {
    \${4} -> \${6} : RequestConference
    \${6} -> \${5} : EventInvite after 40ms
    \${6} -> \${7} : EventAgentInvited after 5ms
    next Accepts after 6s | Declines after 9s | NoAnswer after 30s
  }

  phase Accepts "\${5} joins" is InvitationAccepted {
    \${5} -> \${6} : RequestAccept
    \${6} -> \${5} : EventAck after 20ms
    \${6} -> all joined except \${5} : EventPartyAdded after 5ms
    \${6} -> \${7} : EventPartyAdded after 5ms
  }

  phase Declines "\${5} says no" is InvitationRejected {
    \${5} -> \${6} : RequestReject
    \${6} -> \${5} : EventAck after 20ms
    \${6} -> \${4} : EventError after 5ms
    \${6} -> \${7} : EventRejected after 5ms
  }

  phase NoAnswer "\${5} does not answer" is InvitationTimesOut {
    \${6} -> \${5} : EventRevoked
    \${6} -> \${4} : EventError after 5ms
  }

  phase Refused "The server refuses the invitation" is InvitationInvalid {
    \${4} -> \${6} : RequestConference
    \${6} -> \${4} : EventError after 20ms
  }
$0
  scenario Joined "\${5} joins" { Invite, Accepts }
}
`;
