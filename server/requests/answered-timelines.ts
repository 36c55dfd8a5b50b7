import { URI } from 'langium';
import { changeBetween } from '../../language/index.js';
import type { TimelineResult } from '../protocol/timeline-messages.js';
import { diffTimelines, type Shift, type TimelinePatch } from '../protocol/timeline-patch.js';
import { KnownAnswers } from './known-answers.js';
import type { DrawnTimeline } from './timeline-answer.js';

/** Answers that are remembered for each document: one for each panel that shows it, and few show the same. */
const MAX_ANSWERS = 3;

interface Answered {
  readonly result: TimelineResult;
  /** The text that was drawn. */
  readonly text: string;
}

/** The timelines that clients have, so that only later differences are sent. */
export class AnsweredTimelines {
  private readonly earlierAnswers = new KnownAnswers<Answered>(MAX_ANSWERS);

  /**
   * The answer to send to a client.
   * @param base the answer that it has, if any
   * @returns a patch if that answer is still known and is about the same flow
   */
  answer({ text, ...drawn }: DrawnTimeline, base: string | undefined): TimelineResult | TimelinePatch {
    const result = { ...drawn, answer: this.earlierAnswers.nextName() };
    const uri = URI.parse(result.uri).toString();
    const before = this.earlierAnswers.find(uri, base)?.answer;
    const isSameFlow = before !== undefined && before.result.timeline?.flow === result.timeline?.flow;
    const patch = isSameFlow ? diffTimelines(before.result, result, lineShift(before.text, text)) : undefined;
    const answer = patch?.answer ?? result.answer;
    // A panel has one answer at a time: the one that it named is the one that it replaces.
    this.earlierAnswers.add(uri, answer, { result: { ...result, answer }, text }, base);
    return patch ?? result;
  }

  forget(uri: URI): void {
    this.earlierAnswers.forget(uri.toString());
  }
}

/** How the lines after the stretch that differs between two texts have moved; undefined if they have not. */
function lineShift(before: string, after: string): Shift | undefined {
  if (before === after) return undefined;
  const { start, oldEnd, newEnd } = changeBetween(before, after);
  const lines = (text: string, from: number, end: number) => text.slice(from, end).split('\n').length - 1;
  const by = lines(after, start, newEnd) - lines(before, start, oldEnd);
  return by === 0 ? undefined : { from: lines(before, 0, oldEnd) + 1, by };
}
