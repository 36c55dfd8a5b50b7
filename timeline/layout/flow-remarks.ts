import { worstSeverity } from '../text/event-verdict.js';
import {
  FLOW_REMARKS_HEADING,
  PROBLEMS_ELSEWHERE_HEADING,
  problemsElsewhere,
  remarksOfFlow,
} from '../text/flow-facts.js';
import { isProblem } from '../types/problems.js';
import { layOutAlternatives } from './alternatives.js';
import { laneLines } from './band.js';
import type { PreambleBox, RemarksBox } from './boxes.js';
import type { EventScene } from './event.js';
import type { NoteBox } from './event-boxes.js';
import type { FramePlan } from './frame-plan.js';
import * as m from './measures.js';
import { layOutPhaseNote } from './note.js';

/**
 * The content above the first band: alternatives without a band, and in a still picture the findings of the flow, which
 * a panel shows in its notice; null if there is neither.
 */
export function layOutPreamble(
  scene: EventScene,
  { marks: [marks = []] }: FramePlan,
  still: boolean,
): PreambleBox | null {
  const remarks = still ? layOutRemarks(scene, remarksOfFlow(scene.timeline), FLOW_REMARKS_HEADING, 0) : null;
  const top = remarks?.bottom ?? 0;
  const { continuations, rails, bottom } = layOutAlternatives(scene, { depth: 0, before: [], after: marks }, top);
  if (remarks === null && continuations.length === 0) return null;
  return { width: scene.form.width, height: bottom, lanes: laneLines(scene), remarks, continuations, rails };
}

/** Problems that the picture does not show: of other phases, of other scenarios; null if there are none. */
export function layOutElsewhere(scene: EventScene): RemarksBox | null {
  return layOutRemarks(scene, problemsElsewhere(scene.timeline), PROBLEMS_ELSEWHERE_HEADING, 8);
}

/** A block over the full width with a title and a row for each finding. */
function layOutRemarks(scene: EventScene, indices: readonly number[], title: string, top: number): RemarksBox | null {
  const { timeline, measure, form } = scene;
  const findings = indices.flatMap((index) => timeline.findings[index] ?? []);
  const severity = worstSeverity(findings);
  if (severity === null) return null;
  let y = top + m.STRIP_HEIGHT;
  const notes = findings.map((finding): NoteBox => {
    const isFixable = scene.buttons && finding.fixable && isProblem(finding);
    const place = { x: m.AXIS_X, top: y, right: form.right, buttonRight: form.right, isFixable };
    const note = layOutPhaseNote(finding, place, measure);
    y += note.box.height;
    return note;
  });
  const bottom = y + m.ROWS_BELOW;
  return {
    box: { x: 0, y: top, width: form.width, height: bottom - top },
    severity,
    title: {
      x: m.AXIS_X,
      y: top + m.STRIP_BASELINE,
      text: title,
      width: Math.ceil(measure.width(title, m.TITLE_TEXT)),
    },
    notes,
    bottom,
  };
}
