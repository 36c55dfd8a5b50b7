import type { TimelineParams, TimelineResult } from '../../server/protocol/timeline-messages.js';
import { isTimelinePatch, patchTimeline, type TimelinePatch } from '../../server/protocol/timeline-patch.js';
import type { ChosenPath, HostToWebview } from '../protocol/preview-messages.js';

/** The server's last answer, kept up to date by patches, and what the page still needs of it. */
export class TimelineReplica {
  private last: TimelineResult | undefined;
  /** The patches since the answer that the page has, in order. */
  private patches: readonly TimelinePatch[] = [];
  /** The answer and choice that the page has; undefined if a patch is not possible. */
  private shown: { readonly answer: string; readonly chosen: string } | undefined;

  /** Asks for a timeline. @param send sends the request */
  async ask(
    query: TimelineParams,
    send: (query: TimelineParams) => Promise<TimelineResult | TimelinePatch>,
  ): Promise<TimelineResult> {
    const base = this.last?.uri === query.textDocument.uri ? this.last.answer : undefined;
    const answer = await send(base === undefined ? query : { ...query, base });
    if (!isTimelinePatch(answer)) return this.keep(answer, []);
    const patched = patchTimeline(this.last, answer);
    if (patched !== undefined) return this.keep(patched, [...this.patches, answer]);
    // Another request was answered meanwhile.
    const whole = await send(query);
    if (isTimelinePatch(whole)) throw new Error('A whole timeline was asked for.');
    return this.keep(whole, []);
  }

  /** The message for the page about an answer; undefined if it has all of it. */
  messageFor(documentUri: string, result: TimelineResult, chosen: ChosenPath | undefined): HostToWebview | undefined {
    const choice = chosen === undefined ? {} : { chosen };
    const before = this.shown;
    this.shown = { answer: result.answer, chosen: JSON.stringify(choice) };
    const from = this.patches.findIndex(({ base }) => base === before?.answer);
    const patches = from < 0 || this.last !== result ? [] : this.patches.slice(from);
    this.patches = [];
    const isKnown = before?.answer === result.answer;
    if (isKnown && before.chosen === this.shown.chosen) return undefined;
    return isKnown || patches.length > 0
      ? { type: 'timeline-patch', documentUri, patches, ...choice }
      : { type: 'timeline', documentUri, result, ...choice };
  }

  /** The page has gone, or shows something else: it needs all of the next answer. */
  forgetPage(): void {
    this.shown = undefined;
  }

  private keep(result: TimelineResult, patches: readonly TimelinePatch[]): TimelineResult {
    this.last = result;
    this.patches = patches;
    return result;
  }
}
