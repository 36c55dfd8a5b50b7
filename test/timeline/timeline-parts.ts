import type {
  EventStatus,
  Range,
  Severity,
  TimelineEvent,
  TimelineFinding,
  TimelineOutcome,
  TimelineParticipant,
  TimelinePartyState,
  TimelinePhase,
  TimelineState,
  Verdict,
} from '../../timeline/types/timeline.js';
import type { Arrow } from './sample-timelines.js';

/** A range within one line, zero-based. */
export function at(line: number, from = 4, to = 40): Range {
  return { start: { line, character: from }, end: { line, character: to } };
}

export function participant(name: string, kind: 'party' | 'system', role: string, title: string): TimelineParticipant {
  return { name, title: null, kind, roles: [role], roleTitles: [title], findings: [], range: at(1) };
}

export function phase(
  visit: number,
  name: string,
  line: number,
  verdict: Verdict,
  more: Partial<TimelinePhase> = {},
): TimelinePhase {
  return {
    visit,
    parent: visit === 0 ? null : visit - 1,
    name,
    title: null,
    modelPhase: null,
    modelPhaseTitle: null,
    verdict,
    findings: [],
    outcomes: [],
    clock: null,
    range: at(line, 2, 60),
    nameRange: at(line, 8, 8 + name.length),
    ...more,
  };
}

export function outcome(
  phaseName: string | null,
  taken: boolean,
  delayMs: number | null = null,
  possible = true,
): TimelineOutcome {
  return { phase: phaseName, delayMs, possible, taken, range: at(20) };
}

export function event(
  id: string,
  timeMs: number | null,
  [sender, receivers, message]: Arrow,
  protocol: string | null,
  more: Partial<TimelineEvent> & { line?: number } = {},
): TimelineEvent {
  const { line, ...rest } = more;
  const status: EventStatus = rest.status ?? 'ok';
  return {
    id,
    visit: Number(id.split('-')[0]),
    timeMs,
    timeIsLeast: false,
    message,
    protocol,
    sender,
    receivers: typeof receivers === 'string' ? [receivers] : receivers,
    missingReceivers: [],
    findings: [],
    range: status === 'missing' ? null : at(line ?? 30),
    details: null,
    row: null,
    ...rest,
    status,
  };
}

export function state(participantName: string, name: string, fromEvent: string, toEvent: string | null): TimelineState {
  const pending = name === 'invited';
  return {
    participant: participantName,
    state: name,
    pending,
    resting: name === 'outside',
    fromEvent,
    toEvent,
    untilVisit: null,
  };
}

export function begins(participantName: string, name: string): TimelinePartyState {
  return { participant: participantName, state: name, pending: name === 'invited', resting: name === 'outside' };
}

export function finding(code: string, severity: Severity, message: string, line: number): TimelineFinding {
  return {
    id: `${code}/${line}`,
    code,
    severity,
    message,
    brief: message.slice(0, 60),
    range: at(line),
    fixable: true,
  };
}

export const IM = 'InteractionManagement';
