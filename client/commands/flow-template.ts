/**
 * A first flow without a finding, as a snippet: names and titles are the places to fill in. The flow is its first line,
 * since the editor names the tab of a file that was never saved after that.
 */
export const flowTemplate = `flow \${1:MyFlow} "\${2:My first flow}" follows Conference {
  party  \${3:Alice} as agent1
  party  \${4:Bob} as agent2
  system \${5:IxnServer} as server
  system \${6:StatServer} as reporting
  origin is \${7|queue,workbin|}

  start Invite | Refused

  phase Invite "\${3} invites \${4}" is InvitationIssued {
    \${3} -> \${5} : RequestConference
    \${5} -> \${4} : EventInvite after 40ms
    \${5} -> \${6} : EventAgentInvited after 5ms
    next Accepts after 6s | Declines after 9s | NoAnswer after 30s
  }

  phase Accepts "\${4} joins" is InvitationAccepted {
    \${4} -> \${5} : RequestAccept
    \${5} -> \${4} : EventAck after 20ms
    \${5} -> all joined except \${4} : EventPartyAdded after 5ms
    \${5} -> \${6} : EventPartyAdded after 5ms
  }

  phase Declines "\${4} says no" is InvitationRejected {
    \${4} -> \${5} : RequestReject
    \${5} -> \${4} : EventAck after 20ms
    \${5} -> \${3} : EventError after 5ms
    \${5} -> \${6} : EventRejected after 5ms
  }

  phase NoAnswer "\${4} does not answer" is InvitationTimesOut {
    \${5} -> \${4} : EventRevoked
    \${5} -> \${3} : EventError after 5ms
  }

  phase Refused "The server refuses the invitation" is InvitationInvalid {
    \${3} -> \${5} : RequestConference
    \${5} -> \${3} : EventError after 20ms
  }
$0
  scenario Joined "\${4} joins" { Invite, Accepts }
}
`;
