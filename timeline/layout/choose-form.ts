import { diagramForm, planDiagram, titleShare } from './diagram-form.js';
import type { Form } from './form.js';
import { type FormWish, formFacts } from './form-facts.js';
import { listForm } from './list-form.js';
import * as m from './measures.js';
import type { TextMeasure } from './text-metrics.js';

/** Chooses the diagram if it fits, first with icons in the heads, then without, and else the list. */
export function chooseForm(wish: FormWish, measure: TextMeasure): Form {
  const facts = formFacts(wish, measure);
  const diagrams = [true, false].map((icons) => planDiagram(wish, facts, icons, measure));
  const [withIcons, bare] = diagrams;
  if (withIcons === undefined || bare === undefined || wish.pinned === 'list')
    return listForm(wish, facts, Number.POSITIVE_INFINITY);
  for (const plan of [withIcons, bare]) {
    // A picture that may grow does so before it loses its icons.
    const width = Math.max(wish.width, plan.need);
    // Icons never take from titles what these have without them: a wider panel would wrap what a narrower one does not.
    const forTitles = titleShare({ ...wish, width }, bare, measure);
    const most = wish.pinned === 'diagram' && plan === bare ? Number.POSITIVE_INFINITY : wish.widest;
    if (width > most || (plan === withIcons && width - plan.need < forTitles)) continue;
    const form = diagramForm({ ...wish, width }, facts, plan, forTitles);
    const fits = facts.widestChip <= form.chips.right - form.chips.left;
    if (wish.pinned === 'diagram' || (width >= m.DIAGRAM_FROM && fits)) return form;
  }
  return listForm(wish, facts, withIcons.need);
}

/** The width from which on the diagram form fits. */
export function diagramWidth(wish: FormWish, measure: TextMeasure): number {
  return Math.ceil(planDiagram(wish, formFacts(wish, measure), false, measure).need);
}
