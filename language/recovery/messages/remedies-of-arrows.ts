import { isEnd, type LineRemedy, type Remedy } from './line-remedy.js';

/** What comes before the arrow of a row or a step. */
const sender = String.raw`^(?:(?:optional|repeated|trigger|anytime|channel(?:\s+\w+\s*,)*)\s+)*(?:all\s+)?\w+(?:\s+except\s+\w+(?:\s*,\s*\w+)*)?\s*`;
/** The signs and letters of arrows: a head that is a cross or a circle is a letter of its own. */
const arrow = String.raw`(?:(?<=\s)[ox](?=[-<=]))?(?:[-=<>.~+*?|/\\]|(?<=[-=])\)|\[#?\w+\])+(?:[ox](?=\s))?`;

/** An arrow of Confer, or one that only has another length, which the repair of its word reports. */
const PLAIN = /^(?:->|[-=.~]+>{0,2}|<{0,2}[-=.~]+>{0,2})$/;

const STEPS = /^(?:Model|ModelPhase|When|InOrder|OneOf|FlowPhase)$/;

const arrowFor = (at: string): Remedy => ({
  says: `An arrow is written "->" ("${at}" is Mermaid or PlantUML syntax)`,
  writes: '->',
});

/** Arrows of Mermaid and PlantUML with a mark for an activation, a lost message or an asynchronous one: `->>+`, `-x`, `-)`. */
export const remediesOfArrows: readonly LineRemedy[] = [
  {
    block: STEPS,
    line: new RegExp(String.raw`${sender}(?<at>${arrow})\s*(?:all\b|\w|").*$`),
    remedy: (at) => {
      if (PLAIN.test(at) || !/[-=.~]/.test(at) || !/[-=.~][[>)x\\/|o*?+-]/.test(at)) return null;
      return arrowFor(at);
    },
  },
  {
    block: STEPS,
    line: new RegExp(String.raw`${sender}(?<at>--?x)(?<to>\w+)\s*:.*$`),
    remedy: (at, { to = '' }, text) => (isEnd(text, to) ? arrowFor(at) : null),
  },
];
