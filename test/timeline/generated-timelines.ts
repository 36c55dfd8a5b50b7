import type { Timeline, TimelineEvent, TimelinePhase, TimelineState } from '../../timeline/types/timeline.js';
import { conforming } from './sample-timelines.js';
import { begins, event, finding, IM, outcome, phase } from './timeline-parts.js';

/** A repeatable source of numbers below a limit. */
function numbers(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const names = ['Al', 'Bob', 'Carol', 'IxnServer', 'StatServer', 'VoiceMailBox', 'RoutingStrategy', 'AccountingBackend'];
const messages = ['Ack', 'EventInvite', 'RequestConference', 'EventPartyAdded', 'RequestLeaveInteract'];
const phases = ['Invite', 'Accepts', 'CustomerHangsUp', 'TransferIsCancelled', 'End'];
const titles = [null, 'Bob joins', 'The supervisor is asked to join the conversation', 'Closed'];
const details = [null, null, 'TicketId: 7', 'InteractionId: "015H4a", AgentId: "bob", PlaceId: "desk-12"'];
const states = ['outside', 'invited', 'joined', 'waiting for a decision'];

/**
 * A timeline of so many lanes, with names of up to 20 characters, states, findings of several kinds and outcomes.
 * @param seed the same seed gives the same timeline
 */
export function generatedTimeline(seed: number, lanes: number): Timeline {
  const next = numbers(seed);
  const pick = <Item>(list: readonly Item[]): Item => list[next(list.length)] as Item;
  const participants = names.slice(0, lanes).map((name, index) => ({
    ...conforming.participants[index % conforming.participants.length],
    name,
    title: next(2) === 0 ? null : 'First-line agent',
    kind: index < Math.ceil(lanes / 2) ? ('party' as const) : ('system' as const),
  })) as Timeline['participants'];
  const count = 1 + next(4);
  const list: TimelinePhase[] = [];
  const events: TimelineEvent[] = [];
  const spans: TimelineState[] = [];
  const findings = [
    finding('wrong-protocol', 'error', 'It is sent on the wrong protocol: use the other one.', 3),
    finding('attribute-type', 'error', 'The value of TicketId has to be a whole number, and this is a string.', 4),
    finding('missing-message', 'error', 'It is missing.', 5),
    finding('cannot-finish', 'error', 'The flow cannot go on from here, so it never comes to an end.', 6),
  ];
  for (let visit = 0; visit < count; visit++) {
    const outcomes = visit + 1 < count ? [0, 1, 2].slice(0, 1 + next(3)) : [];
    const chosen = pick(phases);
    list.push(
      phase(visit, chosen, 10 + visit, 'conforms', {
        title: pick(titles),
        modelPhase: 'InvitationIssued',
        modelPhaseTitle: 'Invitation Issued',
        findings: next(4) === 0 ? [3] : [],
        outcomes: outcomes.map((index) => outcome(phases[index] ?? 'End', index === 0, (1 + next(90)) * 1000)),
      }),
    );
    const rows = 1 + next(6);
    for (let row = 0; row < rows; row++) {
      const sender = next(lanes);
      const receiver = lanes === 1 ? 0 : (sender + 1 + next(lanes - 1)) % lanes;
      const broadcast = next(6) === 0 && lanes > 2 ? [(receiver + 1) % lanes].filter((lane) => lane !== sender) : [];
      const receivers = [...new Set([receiver, ...broadcast])].map((lane) => names[lane] ?? '');
      const bad = next(5);
      const id = `${visit}-${chosen}-${row}`;
      const status = bad === 0 ? 'wrong-protocol' : bad === 1 ? 'missing' : 'ok';
      events.push(
        event(
          id,
          next(5) === 0 ? null : 1000 * (visit * 10 + row),
          [names[sender] ?? '', receivers, pick(messages)],
          IM,
          {
            status,
            details: pick(details),
            findings: status === 'ok' ? (next(8) === 0 ? [1] : []) : [status === 'missing' ? 2 : 0],
          },
        ),
      );
      if (next(3) === 0 && status === 'ok')
        spans.push(state(names[next(Math.ceil(lanes / 2))] ?? '', pick(states), id));
    }
  }
  const withVerdicts = list.map((one): TimelinePhase => {
    const found = [
      ...one.findings,
      ...events.filter(({ visit }) => visit === one.visit).flatMap((each) => each.findings),
    ];
    return found.length === 0 ? one : { ...one, verdict: 'errors' };
  });
  return {
    ...conforming,
    participants,
    phases: withVerdicts,
    path: withVerdicts.map(({ name }) => name),
    events,
    states: spans,
    initialStates: participants.filter(({ kind }) => kind === 'party').map(({ name }) => begins(name, 'outside')),
    rows: [],
    findings,
    remarks: [],
  };
}

function state(participant: string, name: string, fromEvent: string): TimelineState {
  return {
    participant,
    state: name,
    pending: name === 'invited',
    resting: name === 'outside',
    fromEvent,
    toEvent: null,
    untilVisit: null,
  };
}
