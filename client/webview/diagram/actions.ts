import { findingToFix, loopsEndingWith, pathWithRounds } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { recordedAt, sourceOf } from '../state/event-lookup.js';
import { pathThroughOperand, pathThroughOutcome } from '../state/path-choice.js';

/** The picture's element that the user acts on, and the actions on it. */
export interface PictureScene {
  readonly timeline: Timeline;
  /** The focused event. */
  readonly active: string | null;
  readonly actions: Pick<AppActions, 'dispatch' | 'select' | 'reveal' | 'fix'>;
  /** Goes to the band of a visit that is drawn elsewhere; false if there is none. */
  continueWith(visit: number): boolean;
}

/** The event that an element belongs to: its row, or one lane of the focused row. */
export function eventOf(target: Element, { active }: Pick<PictureScene, 'active'>): string | null {
  const id = target.closest('[data-event]')?.getAttribute('data-event') ?? null;
  return id === null && target.closest('[data-cell]') !== null ? active : id;
}

/** Does what a button in the picture is for; false if the target is none. */
export function act(target: Element, scene: PictureScene): boolean {
  const { actions, timeline } = scene;
  const band = target.closest('[data-phase]') ?? target.closest('.slot')?.querySelector('[data-phase]') ?? null;
  const visit = Number(band?.getAttribute('data-visit'));
  switch (target.closest('[data-action]')?.getAttribute('data-action')) {
    case 'fix':
      return fixAt(target, scene);
    case 'repeat':
      return repeat(target, visit, scene);
    case 'paths':
      return openPathChooser();
    case 'details':
      return tellAll(target, scene);
    case 'fold':
      actions.dispatch({ type: 'fold', band: `${visit} ${band?.getAttribute('data-phase')}` });
      return true;
  }
  const again = target.closest('[data-continues-at]');
  if (again !== null) return scene.continueWith(Number(again.getAttribute('data-continues-at')));
  const outcome = target.closest('[data-outcome]');
  const [fragment, operand] = (target.closest('[data-operand]')?.getAttribute('data-operand') ?? '').split(' ');
  if (outcome === null && operand === undefined) return false;
  const path =
    outcome === null
      ? pathThroughOperand(timeline, Number(fragment), Number(operand))
      : pathThroughOutcome(timeline, visit, Number(outcome.getAttribute('data-outcome')));
  if (path !== null) actions.select({ flow: timeline.flow, scenario: null, path, all: false });
  return true;
}

/** Fixes the problem of an event or a note; false if there is nothing to fix. */
export function fixAt(target: Element, scene: PictureScene): boolean {
  const { timeline, actions } = scene;
  const key = target.closest('[data-finding]')?.getAttribute('data-finding');
  const id = eventOf(target, scene);
  const event = timeline.events.find((candidate) => candidate.id === id);
  const ofEvent = event === undefined ? null : findingToFix(timeline, event);
  const ofNote = timeline.findings.find((candidate) => candidate.fixable && candidate.id === key);
  const finding = key == null || event !== undefined ? ofEvent : ofNote;
  if (finding == null) return false;
  actions.fix(finding);
  return true;
}

/** Opens the list of paths, for outcomes that have no chip. */
function openPathChooser(): boolean {
  const field = document.querySelector<HTMLInputElement>('#path-field');
  field?.focus();
  field?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  return field !== null;
}

/** Goes once more round a loop. */
function repeat(target: Element, visit: number, { timeline, actions }: PictureScene): boolean {
  const outcome = Number(target.closest('[data-loop]')?.getAttribute('data-loop'));
  const loop = loopsEndingWith(timeline, visit).find((candidate) => candidate.outcome === outcome);
  if (loop === undefined) return false;
  const path = pathWithRounds(timeline.path, loop, loop.times + 1);
  actions.select({ flow: timeline.flow, scenario: null, path, all: false });
  return true;
}

/** Shows where an event is written; nothing if the target belongs to none. */
export function reveal(target: Element, scene: PictureScene, focus: boolean): void {
  const id = eventOf(target, scene);
  const range = id === null ? null : sourceOf(scene.timeline, id);
  if (id !== null && range !== null) scene.actions.reveal(range, focus, recordedAt(scene.timeline, id));
}

/** The icon of a finding opens the details of the event. */
function tellAll(target: Element, scene: PictureScene): boolean {
  const event = eventOf(target, scene);
  if (event === null) return false;
  scene.actions.dispatch({ type: 'activate', event, lane: null });
  scene.actions.dispatch({ type: 'option', change: { details: true } });
  return true;
}
