import type { Timeline, TimelinePhase, TimelineProtocol, Verdict } from '../../timeline/types/timeline.js';
import { begins, event, finding, IM, outcome, participant, phase, state } from './timeline-parts.js';

export type Arrow = readonly [sender: string | null, receivers: string | readonly string[], message: string];

const protocols: readonly TimelineProtocol[] = [
  { name: IM, title: 'Interaction Management' },
  { name: 'Reporting', title: 'Reporting' },
];

const chatParticipants = [
  participant('Alice', 'party', 'agent1', 'Agent 1'),
  participant('Bob', 'party', 'agent2', 'Agent 2'),
  participant('IxnServer', 'system', 'server', 'Interaction Server'),
  participant('StatServer', 'system', 'reporting', 'Reporting engine'),
];

export const invite = [
  event('0-Invite-0', 0, ['Alice', 'IxnServer', 'RequestConference'], IM, { line: 11 }),
  event('0-Invite-1', 40, ['IxnServer', 'Bob', 'EventInvite'], IM, { line: 12, details: 'TicketId: 7' }),
  event('0-Invite-2', null, ['IxnServer', 'StatServer', 'EventAgentInvited'], 'Reporting', { line: 13 }),
];

const leaving = (since: number) => [
  event('2-Leaves-0', since, ['Bob', 'IxnServer', 'RequestLeaveInteraction'], IM, { line: 25 }),
  event('2-Leaves-1', since + 15, ['IxnServer', 'Bob', 'EventAck'], IM, { line: 26 }),
  event('2-Leaves-2', null, ['IxnServer', 'Alice', 'EventPartyRemoved'], IM, { line: 27 }),
  event('2-Leaves-3', null, ['IxnServer', 'StatServer', 'EventPartyRemoved'], 'Reporting', { line: 28 }),
];

const chatStates = [
  state('Alice', 'joined', '0-Invite-0', null),
  state('Bob', 'outside', '0-Invite-0', '0-Invite-1'),
  state('Bob', 'invited', '0-Invite-1', '1-Accepts-1'),
  state('Bob', 'joined', '1-Accepts-1', '2-Leaves-1'),
  state('Bob', 'outside', '2-Leaves-1', null),
];

const afterInvite = [
  outcome('Accepts', true, 6000),
  outcome('Declines', false, 9000),
  outcome('NoAnswer', false, 30_000),
];

function chatPhases(verdicts: readonly [Verdict, Verdict, Verdict], findings: readonly number[][]): TimelinePhase[] {
  return [
    phase(0, 'Invite', 10, verdicts[0], {
      modelPhase: 'InvitationIssued',
      modelPhaseTitle: 'Invitation Issued',
      findings: findings[0] ?? [],
      outcomes: afterInvite,
    }),
    phase(1, 'Accepts', 17, verdicts[1], {
      modelPhase: 'InvitationAccepted',
      modelPhaseTitle: 'Invitation Accepted',
      findings: findings[1] ?? [],
      outcomes: [
        outcome('Leaves', true, 240_000),
        outcome('CannotLeave', false),
        outcome('Expires', false, null, false),
      ],
    }),
    phase(2, 'Leaves', 24, verdicts[2], {
      modelPhase: 'LeaveConference',
      modelPhaseTitle: 'Leave the Conference',
      findings: findings[2] ?? [],
    }),
  ];
}

/** A chat that three phases bring to its end as the model asks. */
export const conforming: Timeline = {
  flow: 'EscalateChat',
  title: 'Escalate a support chat',
  models: ['Conference'],
  scenario: 'Joined',
  path: ['Invite', 'Accepts', 'Leaves'],
  participants: chatParticipants,
  protocols,
  phases: chatPhases(['conforms', 'conforms', 'conforms'], []),
  events: [
    ...invite,
    event('1-Accepts-0', 6040, ['Bob', 'IxnServer', 'RequestAccept'], IM, { line: 18 }),
    event('1-Accepts-1', 6060, ['IxnServer', 'Bob', 'EventAck'], IM, { line: 19 }),
    event('1-Accepts-2', null, ['IxnServer', 'Alice', 'EventPartyAdded'], IM, { line: 20 }),
    event('1-Accepts-3', null, ['IxnServer', 'StatServer', 'EventPartyAdded'], 'Reporting', { line: 21 }),
    ...leaving(246_060),
  ],
  states: chatStates,
  initialStates: [begins('Alice', 'joined'), begins('Bob', 'outside')],
  rows: [],
  fragments: [],
  truncated: false,
  findings: [],
  remarks: [],
};

/** The same chat with two mistakes: a message forgotten, and one that must not be there. */
export const twoProblems: Timeline = {
  ...conforming,
  phases: chatPhases(['conforms', 'errors', 'errors'], [[], [0], [1]]),
  events: [
    ...invite,
    event('1-Accepts-0', 6040, ['Bob', 'IxnServer', 'RequestAccept'], IM, { line: 18 }),
    event('1-Accepts-1', 6060, ['IxnServer', 'Bob', 'EventAck'], IM, { line: 19 }),
    event('1-Accepts-2', 6065, ['IxnServer', ['Alice', 'Bob'], 'EventPartyAdded'], IM, { line: 20 }),
    event('1-Accepts-m0', null, ['IxnServer', 'StatServer', 'EventPartyAdded'], 'Reporting', {
      status: 'missing',
      findings: [0],
    }),
    ...leaving(246_065),
    event('2-Leaves-4', null, ['IxnServer', 'StatServer', 'EventPlacedInQueue'], 'Reporting', {
      line: 29,
      status: 'condition',
      findings: [1],
    }),
  ],
  rows: [],
  fragments: [],
  truncated: false,
  findings: [
    finding(
      'missing-message',
      'error',
      '“Accepts” lacks “EventPartyAdded” from “IxnServer” to “StatServer” on Reporting: “Invitation Accepted” asks for it. Add the step.',
      17,
    ),
    finding(
      'condition-not-met',
      'error',
      '“EventPlacedInQueue” is sent when nobody is joined any more, and “Alice” still is. Remove the step, or let “Alice” leave first.',
      29,
    ),
  ],
};

const long = {
  customer: 'CustomerOnTheOtherSideOfTheWorld',
  supervisor: 'SupervisorOfTheNightShift',
  recorder: 'ComplianceRecordingGateway',
};

/** Five participants with long names, broadcasts to both sides, a self message, unknown ends, every kind of fault. */
export const crowded: Timeline = {
  flow: 'EscalateAVeryLongWindedConversationAcrossContinents',
  title: null,
  models: ['Conference', 'ComplianceRecording'],
  scenario: null,
  path: ['InviteTheSupervisorOfTheNightShift', 'Talk', 'Talk'],
  participants: [
    { ...participant(long.customer, 'party', 'customer', 'Customer'), title: 'A customer who calls from far away' },
    participant('Ann', 'party', 'agent1', 'Agent 1'),
    participant(long.supervisor, 'party', 'agent2', 'Supervisor'),
    participant('Server', 'system', 'server', 'Interaction Server'),
    {
      ...participant(long.recorder, 'system', 'recorder', 'Recorder'),
      roles: ['recorder', 'archive'],
      roleTitles: ['Recorder', 'Long-term archive'],
    },
  ],
  protocols: [...protocols, { name: 'Recording', title: 'Compliance Recording' }],
  phases: [
    phase(0, 'InviteTheSupervisorOfTheNightShift', 10, 'warnings', {
      modelPhase: 'Conference.InvitationIssued',
      modelPhaseTitle: 'Invitation Issued',
      findings: [0, 1],
      outcomes: [
        outcome('Talk', true, 90_000),
        outcome('TheSupervisorDeclinesBecauseOfAnotherEscalation', false, 5_400_000),
        outcome('NobodyIsThereToAnswerAndTheInvitationTimesOut', false, 30_000),
        outcome('RefusedByTheServer', false, null, false),
        outcome(null, false),
      ],
    }),
    phase(1, 'Talk', 20, 'errors', { title: 'They talk', modelPhase: 'InvitationAccepted', findings: [2, 3, 4, 5] }),
    phase(2, 'Talk', 20, 'unjudged', { title: 'They talk' }),
  ],
  events: [
    event('0-Invite-0', 0, ['Server', ['Ann', long.supervisor, long.recorder], 'EventAgentInvited'], 'Reporting', {
      line: 11,
    }),
    event('0-Invite-1', 1500, ['Server', 'Server', 'NoteToSelfThatTheInvitationIsUnderWay'], 'Recording', { line: 12 }),
    event(
      '0-Invite-2',
      5_401_500,
      [long.customer, long.recorder, 'EventTheCustomerHasWaitedForAVeryLongTimeAndSaysSo'],
      'Recording',
      {
        line: 13,
        status: 'duplicate',
        findings: [1],
        details: 'Reason: "nobody answers", Patience: 0',
      },
    ),
    event('1-Talk-0', null, ['Server', 'Ann', 'EventPartyAdded'], IM, {
      line: 21,
      status: 'incomplete',
      missingReceivers: [long.customer],
      findings: [2],
    }),
    event('1-Talk-1', null, [null, 'Ann', 'EventFromNowhere'], null, { line: 22, status: 'unexpected', findings: [3] }),
    event('1-Talk-2', null, ['Ann', [], 'RequestToNobody'], IM, { line: 23, status: 'wrong-direction', findings: [4] }),
    event('1-Talk-3', null, [long.recorder, long.recorder, 'EventRecordingStarted'], 'Recording', { line: 24 }),
    event('1-Talk-4', null, ['Ann', long.supervisor, 'EventAck'], 'Reporting', {
      line: 25,
      status: 'wrong-protocol',
      findings: [5],
    }),
    event('1-Talk-m0', null, ['Server', long.supervisor, 'EventAck'], IM, { status: 'missing', findings: [2] }),
    event('2-Talk-0', null, [null, [], 'EventOutOfTheBlue'], null, { line: 22, status: 'unjudged' }),
  ],
  states: [
    state(long.customer, 'joined', '0-Invite-0', null),
    state('Ann', 'joined', '0-Invite-0', '1-Talk-2'),
    state('Ann', 'on hold', '1-Talk-2', null),
    state(long.supervisor, 'outside', '0-Invite-0', '0-Invite-0'),
    state(long.supervisor, 'invited', '0-Invite-0', '1-Talk-0'),
    state(long.supervisor, 'joined', '1-Talk-0', null),
  ],
  initialStates: [begins(long.customer, 'joined'), begins('Ann', 'joined'), begins(long.supervisor, 'outside')],
  rows: [],
  fragments: [],
  truncated: false,
  findings: [
    finding(
      'unhandled-outcome',
      'warning',
      '“InviteTheSupervisorOfTheNightShift” does not say what happens when the invited agent declines the invitation (“Invitation Rejected”): offer a phase that is “InvitationRejected” among its next ones.',
      10,
    ),
    finding(
      'duplicate-message',
      'warning',
      '“EventTheCustomerHasWaitedForAVeryLongTimeAndSaysSo” is sent twice; “Invitation Issued” allows it once. Remove one of the two.',
      13,
    ),
    finding(
      'incomplete-broadcast',
      'error',
      '“EventPartyAdded” goes to all joined parties, and “CustomerOnTheOtherSideOfTheWorld” is left out. Add it to the receivers.',
      21,
    ),
    finding('unexpected-message', 'error', '“EventFromNowhere” is no message of “Invitation Accepted”. Remove it.', 22),
    finding('wrong-direction', 'error', '“RequestToNobody” should go to “Server”.', 23),
    finding(
      'wrong-protocol',
      'error',
      '“EventAck” travels on Interaction Management, not on Reporting. Say “on InteractionManagement”.',
      25,
    ),
    finding('non-local-choice', 'information', 'Whether they talk is decided by nobody in particular.', 20),
  ],
  remarks: [],
};

/** One phase after another, for measuring: `count` messages in phases of twenty. */
export function many(count: number): Timeline {
  const perPhase = 20;
  const visits = Array.from({ length: Math.ceil(count / perPhase) }, (_, visit) => visit);
  return {
    ...conforming,
    path: visits.map((visit) => `P${visit}`),
    phases: visits.map((visit) => phase(visit, `P${visit}`, 10 + visit * (perPhase + 2), 'conforms')),
    events: Array.from({ length: count }, (_, index) => {
      const visit = Math.floor(index / perPhase);
      const arrow: Arrow = index % 2 === 0 ? ['Alice', 'IxnServer', 'RequestA'] : ['IxnServer', 'StatServer', 'EventB'];
      return event(`${visit}-P${visit}-${index % perPhase}`, index * 10, arrow, IM, { line: 11 + index + visit * 2 });
    }),
    states: [state('Alice', 'joined', '0-P0-0', null)],
  };
}
