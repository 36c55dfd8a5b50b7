import { diagramForm, planDiagram, titleShare } from './diagram-form.js';
import type { Form } from './form.js';
import { type FormInputs, formFacts } from './form-facts.js';
import { listForm } from './list-form.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** Chooses the diagram if it fits, first with icons in the heads, then without, and else the list. */
export function chooseForm(inputs: FormInputs, measure: TextMeasure): Form {
  const facts = formFacts(inputs, measure);
  const diagrams = [true, false].map((icons) => planDiagram(inputs, facts, icons, measure));
  const [withIcons, bare] = diagrams;
  if (withIcons === undefined || bare === undefined || inputs.pinned === 'list')
    return listForm(inputs, facts, Number.POSITIVE_INFINITY);
  for (const plan of [withIcons, bare]) {
    // A picture that may grow does so before it loses its icons.
    const width = Math.max(inputs.width, plan.need);
    // Icons never take from titles what these have without them: a wider panel would wrap what a narrower one does not.
    const forTitles = titleShare({ ...inputs, width }, bare, measure);
    const most = inputs.pinned === 'diagram' && plan === bare ? Number.POSITIVE_INFINITY : inputs.widest;
    if (width > most || (plan === withIcons && width - plan.need < forTitles)) continue;
    const form = diagramForm({ ...inputs, width }, facts, plan, forTitles);
    const fits = facts.widestChip <= form.chips.right - form.chips.left;
    if (inputs.pinned === 'diagram' || (width >= m.DIAGRAM_FROM && fits)) return form;
  }
  return listForm(inputs, facts, withIcons.need);
}

/** The width from which on the diagram form fits. */
export function diagramWidth(inputs: FormInputs, measure: TextMeasure): number {
  return Math.ceil(planDiagram(inputs, formFacts(inputs, measure), false, measure).need);
}
