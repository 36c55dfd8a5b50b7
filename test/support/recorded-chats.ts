import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withRecording } from '../../client/recordings/frequencies.js';
import { summaryOf } from '../../runner/run-summary.js';
import { root } from '../../scripts/project.mjs';
import type { Timeline } from '../../timeline/types/timeline.js';
import { drawn } from './drawn.js';
import { RecordedWorkspace } from './recorded.js';
import { timelineResult } from './timeline-result.js';

/** The example's log as pictures. */
export interface RecordedChats {
  /** Its interactions by key. */
  readonly interactions: ReadonlyMap<string, Timeline>;
  /** The flow with what the log has of it: its default path, one on which a message is missing at times, and all paths. */
  readonly flows: readonly Timeline[];
}

/** Follows the example's log through its flow. */
export async function recordedChats(): Promise<RecordedChats> {
  const read = (name: string): string => readFileSync(path.join(root, 'examples', name), 'utf8');
  const [flow, log] = [read('escalate-chat.confer'), read('escalate-chat.jsonl')];
  const workspace = await RecordedWorkspace.create(flow);
  const { timelines, summary } = await workspace.draw({ 'escalate-chat.jsonl': log }, 'EscalateChat');
  const plain = [
    await drawn(flow),
    await drawn(flow, { kind: 'path', phases: ['Invite', 'NoAnswer'] }),
    await drawn(flow, { kind: 'all' }),
  ];
  const flows = plain.map(
    (timeline) => withRecording(timelineResult({ timeline }), summaryOf(summary, [], 1)).timeline ?? timeline,
  );
  return { interactions: timelines, flows };
}
