import type { Timeline } from '../../timeline/types/timeline.js';
import { conforming, invite } from './sample-timelines.js';
import { event, finding, IM, outcome, phase, state } from './timeline-parts.js';

/**
 * All paths of the chat in one picture: refused at once, or invited; then accepted (and left, or not: one more try),
 * declined (and asked again), or not answered.
 */
export const allPaths: Timeline = {
  ...conforming,
  scenario: null,
  path: ['Invite', 'Accepts', 'Leaves', 'Declines', 'NoAnswer', 'Refused'],
  phases: [
    ...conforming.phases.map((visit) => ({
      ...visit,
      outcomes: visit.outcomes.map((way) => ({ ...way, taken: true })),
    })),
    phase(3, 'Declines', 40, 'conforms', {
      parent: 0,
      modelPhase: 'InvitationRejected',
      outcomes: [outcome('Invite', true, 60_000), outcome(null, true)],
    }),
    phase(4, 'NoAnswer', 50, 'conforms', {
      parent: 0,
      modelPhase: 'InvitationTimesOut',
      clock: { visit: 0, delayMs: 30_000 },
    }),
    phase(5, 'Refused', 60, 'errors', { parent: null, findings: [0] }),
  ],
  events: [
    ...conforming.events,
    event('3-Declines-0', 9040, ['Bob', 'IxnServer', 'RequestReject'], IM, { line: 41 }),
    event('3-Declines-1', 9060, ['IxnServer', 'Bob', 'EventAck'], IM, { line: 42 }),
    event('4-NoAnswer-0', 30_040, ['IxnServer', 'Bob', 'EventRevoked'], IM, { line: 51 }),
    event('4-NoAnswer-1', 30_045, ['IxnServer', 'Alice', 'EventError'], IM, { line: 52 }),
    event('5-Refused-0', 0, ['Alice', 'IxnServer', 'RequestConference'], IM, { line: 61 }),
    event('5-Refused-m0', null, ['IxnServer', 'Alice', 'EventError'], IM, { status: 'missing', findings: [0] }),
  ],
  states: [
    state('Alice', 'joined', '0-Invite-0', null),
    state('Bob', 'outside', '0-Invite-0', '0-Invite-1'),
    { ...state('Bob', 'invited', '0-Invite-1', '1-Accepts-1') },
    state('Bob', 'joined', '1-Accepts-1', '2-Leaves-1'),
    { ...state('Bob', 'outside', '2-Leaves-1', null), untilVisit: 2 },
    state('Bob', 'invited', '3-Declines-0', '3-Declines-1'),
    { ...state('Bob', 'outside', '3-Declines-1', null), untilVisit: 3 },
    state('Bob', 'outside', '4-NoAnswer-0', null),
    state('Bob', 'outside', '5-Refused-0', null),
  ],
  fragments: [
    {
      after: null,
      operands: [
        { phase: 'Invite', delayMs: null, visits: [0, 4], continuesAtVisit: null },
        { phase: 'Refused', delayMs: null, visits: [5, 5], continuesAtVisit: null },
      ],
    },
    {
      after: 0,
      operands: [
        { phase: 'Accepts', delayMs: 6000, visits: [1, 2], continuesAtVisit: null },
        { phase: 'Declines', delayMs: 9000, visits: [3, 3], continuesAtVisit: null },
        { phase: 'NoAnswer', delayMs: 30_000, visits: [4, 4], continuesAtVisit: null },
      ],
    },
    {
      after: 3,
      operands: [
        { phase: 'Invite', delayMs: 60_000, visits: null, continuesAtVisit: 0 },
        { phase: null, delayMs: null, visits: null, continuesAtVisit: null },
      ],
    },
  ],
  findings: [
    finding('missing-message', 'error', '“Refused” lacks “EventError” from “IxnServer” to “Alice”. Add the step.', 60),
  ],
};

/** The chat without an answer: a timeout, with one step whose delay is not stated. */
export const unanswered: Timeline = {
  ...conforming,
  scenario: null,
  path: ['Invite', 'NoAnswer'],
  phases: [
    ...conforming.phases.slice(0, 1),
    phase(1, 'NoAnswer', 50, 'conforms', {
      modelPhase: 'InvitationTimesOut',
      clock: { visit: 0, delayMs: 30_000 },
    }),
  ],
  events: [
    ...invite,
    event('1-NoAnswer-0', 30_040, ['IxnServer', 'Bob', 'EventRevoked'], IM, { line: 51 }),
    event('1-NoAnswer-1', 30_045, ['IxnServer', 'Alice', 'EventError'], IM, { line: 52 }),
  ],
  states: [
    state('Alice', 'joined', '0-Invite-0', null),
    state('Bob', 'outside', '0-Invite-0', '0-Invite-1'),
    state('Bob', 'invited', '0-Invite-1', '1-NoAnswer-0'),
    state('Bob', 'outside', '1-NoAnswer-0', null),
  ],
};

const waysOn: Readonly<Record<string, readonly string[]>> = {
  InviteTheSupervisor: ['NobodyAnswers'],
  NobodyAnswers: ['InviteTheSupervisor', 'AskSomebodyElse'],
  AskSomebodyElse: ['TheyAccept'],
  TheyAccept: ['TheyAccept', 'AskSomebodyElse', 'NobodyAnswers', 'InviteTheSupervisor', 'Leave'],
};

/** Rounds in rounds, on one path: four ways back from the last phase, one from the second. */
export const loopsInLoops: Timeline = {
  ...conforming,
  scenario: null,
  path: Object.keys(waysOn),
  events: [],
  states: conforming.states.slice(0, 1),
  phases: Object.entries(waysOn).map(([name, targets], visit, all) =>
    phase(visit, name, 10 + visit, 'conforms', {
      outcomes: targets.map((to) => outcome(to, to === all[visit + 1]?.[0], 90_000)),
    }),
  ),
};
