import { describe, expect, test } from 'vitest';
import { plainView } from '../../../client/protocol/preview-state.js';
import { hostMessage } from '../../../client/webview/host-message.js';
import { eventAfterKey } from '../../../client/webview/keyboard.js';
import { verdictChange } from '../../../client/webview/state/announcement.js';
import { eventAtCaret, markAtCaret, sourceOf } from '../../../client/webview/state/event-lookup.js';
import { pathThroughOperand, pathThroughOutcome } from '../../../client/webview/state/path-choice.js';
import { shareStructure } from '../../../client/webview/state/structural-sharing.js';
import { initialViewState, reduce, storedState, type ViewState } from '../../../client/webview/state/view-state.js';
import { layout } from '../../../timeline/layout/layout.js';
import { DOCUMENT, timelineResult } from '../../page/preview-page.js';
import { allPaths } from '../../timeline/branching-timelines.js';
import { conforming, crowded, twoProblems } from '../../timeline/sample-timelines.js';
import { at } from '../../timeline/timeline-parts.js';

function received(state: ViewState, documentUri = DOCUMENT, timeline = conforming): ViewState {
  return reduce(state, {
    type: 'received',
    message: { type: 'timeline', documentUri, result: timelineResult(timeline) },
  });
}

describe('the state of the page', () => {
  test('folded phases and choices are kept over edits and reloads', () => {
    let state = received(initialViewState(null));
    state = reduce(state, { type: 'fold', band: '0 Invite' });
    state = reduce(state, {
      type: 'select',
      selection: { flow: 'EscalateChat', scenario: 'Joined', path: ['Invite'], all: false },
    });
    state = received(state, DOCUMENT, twoProblems);
    expect([...state.folded]).toEqual(['0 Invite']);
    const stored = storedState(state, 0.5);
    expect(stored).toEqual({
      v: 4,
      documentUri: DOCUMENT,
      flow: 'EscalateChat',
      scenario: 'Joined',
      path: ['Invite'],
      all: false,
      pinned: false,
      folded: ['0 Invite'],
      active: null,
      scrollProgress: 0.5,
      view: plainView,
      kept: [],
    });
    expect([...received(initialViewState(stored)).folded]).toEqual(['0 Invite']);
  });

  test('another document starts afresh, and a caret of another document is ignored', () => {
    const state = reduce(received(initialViewState(null)), { type: 'fold', band: '0 Invite' });
    const caret = { type: 'caret', documentUri: 'file:///other.confer', range: at(12) } as const;
    expect(reduce(state, { type: 'received', message: caret })).toBe(state);
    expect([...received(state, 'file:///other.confer').folded]).toEqual([]);
  });

  test('the choices for a document on an earlier visit are kept for the next reload', () => {
    const chosen = { flow: 'EscalateChat', scenario: null, path: ['Invite', 'Declines'], all: false };
    const message = {
      type: 'timeline',
      documentUri: 'file:///other.confer',
      result: timelineResult(conforming),
      chosen,
    };
    const state = reduce(received(initialViewState(null)), {
      type: 'received',
      message: { ...message, type: 'timeline' },
    });
    expect(storedState(state, 0)).toMatchObject({ documentUri: 'file:///other.confer', ...chosen });
    expect(hostMessage(message)).not.toBeNull();
    expect(hostMessage({ ...message, chosen: { flow: 1 } })).toBeNull();
  });

  test('each flow comes back as it was left, also after a reload', () => {
    const other = { ...twoProblems, flow: 'Other' };
    const flows = ['EscalateChat', 'Other'].map((name) => ({ name, title: null, range: at(0) }));
    const show = (state: ViewState, timeline: typeof conforming, scroll: number, documentUri = DOCUMENT): ViewState =>
      reduce(state, {
        type: 'received',
        message: { type: 'timeline', documentUri, result: timelineResult(timeline, { flows }) },
        scroll,
      });
    let state = show(initialViewState(null), conforming, 0);
    state = reduce(state, { type: 'fold-all', folded: true });
    state = reduce(state, { type: 'hide', what: 'participants', name: 'Bob', hidden: true });
    state = reduce(state, { type: 'activate', event: '0-Invite-1', lane: null });
    state = show(state, other, 0.25);
    expect(state).toMatchObject({ flow: 'Other', active: null, scroll: 0, announcement: 'Other: 2 problems.' });
    expect(state.folded.size + state.options.filter.participants.size).toBe(0);
    state = show(state, conforming, 0.5, 'file:///third.confer');
    const back = show(initialViewState(storedState(state, 0)), conforming, 0);
    expect(back).toMatchObject({ active: '0-Invite-1', scroll: 0.25 });
    expect([...back.folded]).toEqual(['0 Invite', '1 Accepts', '2 Leaves']);
    expect([...back.options.filter.participants]).toEqual(['Bob']);
    expect(show(back, other, 0)).toMatchObject({ flow: 'Other', scroll: 0.5 });
  });

  test('no more than twenty flows are remembered', () => {
    let state = received(initialViewState(null));
    for (let index = 0; index < 30; index += 1) state = received(state, `file:///${index}.confer`);
    expect(storedState(state, 0)?.kept).toHaveLength(20);
  });

  test('what belongs to a phase stays with it when it is renamed', () => {
    let state = reduce(received(initialViewState(null)), { type: 'fold', band: '1 Accepts' });
    state = reduce(state, { type: 'activate', event: '1-Accepts-1', lane: null });
    const renamed = {
      ...conforming,
      path: ['Invite', 'Joins', 'Leaves'],
      phases: conforming.phases.map((phase) => (phase.visit === 1 ? { ...phase, name: 'Joins' } : phase)),
      events: conforming.events.map((event) => ({ ...event, id: event.id.replace('Accepts', 'Joins') })),
    };
    state = received(state, DOCUMENT, renamed);
    expect([...state.folded]).toEqual(['1 Joins']);
    expect(state.active).toBe('1-Joins-1');
  });

  test('a phase that is folded twice is unfolded', () => {
    const state = reduce(initialViewState(null), { type: 'fold', band: '0 Invite' });
    expect([...reduce(state, { type: 'fold', band: '0 Invite' }).folded]).toEqual([]);
  });

  test('messages that are not ours are refused', () => {
    const result = timelineResult(conforming);
    expect(hostMessage({ type: 'timeline', documentUri: DOCUMENT, result })).not.toBeNull();
    expect(hostMessage({ type: 'notice', documentUri: DOCUMENT, text: 'No.' })).not.toBeNull();
    expect(hostMessage({ type: 'caret', documentUri: DOCUMENT, range: at(1) })).not.toBeNull();
    expect(hostMessage({ type: 'run-export', documentUri: DOCUMENT, action: 'copy', format: 'png' })).not.toBeNull();
    for (const wrong of [
      null,
      'text',
      {},
      { type: 'timeline', documentUri: DOCUMENT },
      { type: 'notice', text: 'No.' },
      { type: 'run-export', documentUri: DOCUMENT, action: 'print', format: 'png' },
      { type: 'run-export', documentUri: DOCUMENT, action: 'copy', format: 'gif' },
    ]) {
      expect(hostMessage(wrong)).toBeNull();
    }
  });
});

describe('what was asked to be shown', () => {
  const focused = (event: string | null, visit: number): ViewState => {
    const folded = reduce(received(initialViewState(null)), { type: 'fold', band: '1 Accepts' });
    const result = timelineResult(twoProblems, { focus: { finding: 1, visit, event } });
    const chosen = { flow: 'EscalateChat', scenario: null, path: ['Invite', 'Accepts'], all: false };
    return reduce(folded, { type: 'received', message: { type: 'timeline', documentUri: DOCUMENT, result, chosen } });
  };

  test('what was asked to be shown is gone to, unfolded, marked and said, and its path is the chosen one', () => {
    const state = focused('1-Accepts-m0', 1);
    expect(state).toMatchObject({ active: '1-Accepts-m0', scrollTarget: { kind: 'event', id: '1-Accepts-m0' } });
    expect(state.highlight).toMatchObject({ kind: 'event', id: '1-Accepts-m0' });
    expect([...state.folded]).toEqual([]);
    expect(state.announcement).toMatch(/^Shown on the timeline\. Accepts, 7 of 12: IxnServer should send/);
    expect(state.selection?.path).toEqual(['Invite', 'Accepts']);
  });

  test('what was asked to be shown can be a phase as a whole', () => {
    const state = focused(null, 2);
    expect(state).toMatchObject({ active: null, highlight: { kind: 'band', id: '2 Leaves' } });
    expect(state.announcement).toMatch(/^Shown on the timeline\. Leaves\. “EventPlacedInQueue”/);
  });

  test('what was asked to be shown is marked until one goes elsewhere', () => {
    const state = received(focused('1-Accepts-m0', 1), DOCUMENT, twoProblems);
    expect(state.highlight).not.toBeNull();
    expect(reduce(state, { type: 'activate', event: '0-Invite-0', lane: null }).highlight).toBeNull();
    expect(reduce(state, { type: 'go', event: '0-Invite-0', say: '' }).highlight).toBeNull();
  });
});

describe('events and their source', () => {
  test('the caret marks the event whose step it is in', () => {
    const caret = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
    expect(eventAtCaret(conforming, caret(12, 4))?.id).toBe('0-Invite-1');
    expect(eventAtCaret(conforming, caret(12, 40))?.id).toBe('0-Invite-1');
    expect(eventAtCaret(conforming, caret(12, 3))).toBeNull();
  });

  test('the caret on a phase marks the phase, and the target that it is in', () => {
    const caret = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
    const written = conforming.phases.map((phase) =>
      phase.visit === 1
        ? {
            ...phase,
            outcomes: phase.outcomes.map((way, index) => ({ ...way, range: at(50, 30 + 5 * index, 34 + 5 * index) })),
          }
        : phase,
    );
    const phases = written.map((phase) =>
      phase.visit === 1 ? { ...phase, range: at(50), nameRange: at(50, 10, 17) } : phase,
    );
    // Without braces all messages of a phase are written where the phase is.
    const events = conforming.events.map((event) => (event.visit === 1 ? { ...event, range: at(50) } : event));
    const timeline = { ...conforming, phases, events };
    expect(markAtCaret(timeline, caret(12, 4))).toEqual({ kind: 'event', id: '0-Invite-1', visit: 0 });
    expect(markAtCaret(timeline, caret(50, 12))).toEqual({ kind: 'band', visits: [1], outcome: null });
    expect(markAtCaret(timeline, caret(50, 36))).toEqual({ kind: 'band', visits: [1], outcome: 1 });
    expect(markAtCaret(timeline, caret(99, 1))).toBeNull();
  });

  test('a missing message leads to the name of its phase', () => {
    expect(sourceOf(twoProblems, '0-Invite-1')).toEqual(at(12));
    expect(sourceOf(twoProblems, '1-Accepts-m0')).toEqual(twoProblems.phases[1]?.nameRange);
    expect(sourceOf(twoProblems, 'gone')).toBeNull();
  });

  test('an outcome asks for the path up to it', () => {
    expect(pathThroughOutcome(conforming, 0, 1)).toEqual(['Invite', 'Declines']);
    expect(pathThroughOutcome(conforming, 1, 1)).toEqual(['Invite', 'Accepts', 'CannotLeave']);
    expect(pathThroughOutcome(conforming, 0, 0), 'taken already').toBeNull();
    expect(pathThroughOutcome(conforming, 1, 2), 'not possible').toBeNull();
    expect(pathThroughOutcome(crowded, 0, 4), 'the end').toEqual(['InviteTheSupervisorOfTheNightShift']);
  });

  test('of all paths, a choice leads through the phases before it on its own way', () => {
    expect(pathThroughOperand(allPaths, 0, 1)).toEqual(['Refused']);
    expect(pathThroughOperand(allPaths, 1, 2)).toEqual(['Invite', 'NoAnswer']);
    expect(pathThroughOperand(allPaths, 2, 0), 'once round').toEqual(['Invite', 'Declines', 'Invite']);
    expect(pathThroughOperand(allPaths, 2, 1), 'the end').toEqual(['Invite', 'Declines']);
    expect(pathThroughOperand(allPaths, 9, 0)).toBeNull();
    expect(pathThroughOutcome(allPaths, 1, 0), 'drawn already, among others').toEqual(['Invite', 'Accepts', 'Leaves']);
  });

  test('keys walk the events and stop at the ends', () => {
    const events = ['a', 'b', 'c'];
    expect(eventAfterKey('ArrowDown', events, 'a')).toBe('b');
    expect(eventAfterKey('ArrowDown', events, 'c')).toBe('c');
    expect(eventAfterKey('ArrowUp', events, 'a')).toBe('a');
    expect(eventAfterKey('Home', events, 'c')).toBe('a');
    expect(eventAfterKey('End', events, 'a')).toBe('c');
    expect(eventAfterKey('x', events, 'a')).toBeNull();
    expect(eventAfterKey('ArrowDown', [], null)).toBeNull();
  });
});

describe('what changes', () => {
  test('a changed verdict is announced, with the new problems', () => {
    expect(verdictChange(null, conforming)).toBeNull();
    expect(verdictChange(conforming, conforming)).toBeNull();
    expect(verdictChange(conforming, twoProblems)).toMatch(/^EscalateChat: 2 problems\. “Accepts” lacks/);
    expect(verdictChange(twoProblems, conforming)).toBe('EscalateChat: conforms.');
    expect(verdictChange(twoProblems, conforming, true)).toBe('EscalateChat: not fully checked: syntax error.');
    const again = twoProblems.findings.map((finding) => ({ ...finding, id: `${finding.id}#2` }));
    const twice = { ...twoProblems, findings: [...twoProblems.findings, ...again] };
    expect(verdictChange(twice, { ...twice }), 'two that read the same').toBeNull();
    expect(verdictChange(twoProblems, twice), 'one more of each').toMatch(
      /^EscalateChat: 4 problems\. “Accepts” lacks/,
    );
  });

  test('bands that an edit does not touch stay the same values', () => {
    const events = conforming.events.map((event) =>
      event.id === '1-Accepts-0' ? { ...event, status: 'duplicate' as const } : event,
    );
    const changed = { ...conforming, events };
    const before = layout(conforming, { width: 900 });
    const after = shareStructure(before, layout(changed, { width: 900 }));
    expect(after.lanes).toBe(before.lanes);
    expect(after.bands[0]).toBe(before.bands[0]);
    expect(after.bands[1]?.events[0]).not.toBe(before.bands[1]?.events[0]);
    expect(after.bands[2]?.events).toBe(before.bands[2]?.events);
    expect(after).toEqual(layout(changed, { width: 900 }));
    expect(shareStructure(before, layout(conforming, { width: 900 }))).toBe(before);
  });
});
