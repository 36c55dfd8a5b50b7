import { isProblem } from '../text/counts.js';
import { worstSeverity } from '../text/event-verdict.js';
import { fixWord } from '../text/fix-word.js';
import { ELSEWHERE, flowRemarks, OF_FLOW, problemsElsewhere } from '../text/flow-facts.js';
import type { LeadBox, NoteBox, RemarksBox } from './boxes.js';
import type { EventScene } from './event.js';
import type { FramePlan } from './frame-plan.js';
import { layOutFrames } from './frames.js';
import * as m from './measures.js';
import { layOutNote } from './note.js';

/** What stands above the first band: what is said of the flow as a whole, and frames; null where there is neither. */
export function layOutLead(scene: EventScene, { marks: [marks = []] }: FramePlan): LeadBox | null {
  const { timeline, width, laneXs } = scene;
  const remarks = layOutRemarks(scene, flowRemarks(timeline), OF_FLOW, 0);
  if (remarks === null && marks.length === 0) return null;
  const top = remarks === null ? 0 : remarks.bottom;
  const { strips, sides, bottom } = layOutFrames(scene, marks, 0, top);
  return { width, height: bottom, laneXs, remarks, strips, sides };
}

/** What is said of what the picture does not show: other phases, other scenarios; null where nothing is. */
export function layOutElsewhere(scene: EventScene): RemarksBox | null {
  return layOutRemarks(scene, problemsElsewhere(scene.timeline), ELSEWHERE, m.BAND_GAP);
}

/** A block across the lanes with a title and what is said under it; information has one line each. */
function layOutRemarks(scene: EventScene, findings: readonly number[], title: string, top: number): RemarksBox | null {
  const { timeline, measure } = scene;
  const told = findings.flatMap((index) => timeline.findings[index] ?? []);
  const severity = worstSeverity(told);
  if (severity === null) return null;
  const left = scene.headInColumn ? m.EDGE_WIDTH + m.COLUMN_PADDING : m.EDGE_WIDTH + m.PADDING;
  const titleWidth = Math.ceil(measure.width(title, m.TITLE_TEXT));
  const x = scene.headInColumn ? Math.max(scene.headsRight, left + titleWidth + m.PADDING) : left;
  const right = Math.min(scene.viewWidth, scene.width) - m.PADDING;
  let y = top + (scene.headInColumn ? 8 : m.HEAD_HEIGHT - 4);
  const notes = told.map((finding): NoteBox => {
    const lines = isProblem(finding) ? scene.noteLines : scene.remarkLines;
    const button = scene.buttons && finding.fixable && isProblem(finding) ? { button: fixWord(finding) } : {};
    const place = { x, y, right, lines, ...button };
    const note = layOutNote(finding.message, finding.severity, place, measure);
    y += note.box.height + 4;
    return { ...note, finding: finding.id };
  });
  const height = Math.max(y + 4 - top, m.HEAD_HEIGHT);
  return {
    box: { x: 0, y: top, width: scene.width, height },
    severity,
    title: { x: left, y: top + m.HEAD_BASELINE, text: title },
    notes,
    bottom: top + height,
  };
}
