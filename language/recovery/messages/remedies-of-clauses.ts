import { isState, type LineRemedy, ROWS, removePart, replaceWithWords } from './line-remedy.js';

const timer = (role: string) => `A timer names its role after "at": write "trigger timeout at ${role} after 30s"`;
/** A remedy that ends in what is written instead of the marked part. */

const NO_BLOCK = 'Rows come in any order unless they are in "in order { … }": write them without a block around them';
const ALTERNATIVES = 'Alternatives are written "one of { … }"';
const optionalRow = (word: string) => `Write "${word}" before each row: "${word} sender -> receiver : Message"`;
const span = String.raw`(?<first>\d[\w.]*?[a-z]+)\s*(?:-|–|—|\.\.+|~|to\b|until\b)\s*(?<last>\d[\w.]*)`;

/** Conditions, timers, times, blocks of rows, and what follows the name of a phase, a participant or a flow. */
export const remediesOfClauses: readonly LineRemedy[] = [
  {
    block: ROWS,
    line: /^(?:when|if|needs)\b.*?\b(?<at>(?<some>none|some)\s+(?:(?:party|parties|participants?|roles?|one|is|are|in|of)\s+)+(?<state>\w+))/,
    remedy: (_, { some = '', state = '' }) => replaceWithWords(`The state follows "${some}"`, `${some} ${state}`),
  },
  {
    block: ROWS,
    line: /^(?:when|if|needs)\b.*?\b(?<at>(?<some>none|some)\s+(?<state>\w+)\s+(?:party|parties|participants?|roles?))/,
    remedy: (_, { some = '', state = '' }) => replaceWithWords('The state ends the condition', `${some} ${state}`),
  },
  {
    block: ROWS,
    line: /^(?:when|if|needs)\b.*?\b(?<at>(?:no|no one|nobody|no party)\s+(?:(?:in|is|are)\s+)*(?<state>\w+))\s*(?:\{|and\b|$)/,
    remedy: (_, { state = '' }) =>
      replaceWithWords('The condition that no party is in a state is "none STATE"', `none ${state}`),
  },
  {
    block: ROWS,
    line: /^trigger\s+(?<at>(?!trigger\b)(?<role>\w+)(?:'s)?\s+(?:times?\s*out|timeout|timed\s+out|expires?|timer))(?=$|\s)/,
    remedy: (_, { role = 'role' }) => ({ says: timer(role), writes: `timeout at ${role}` }),
  },
  {
    block: ROWS,
    line: /^trigger\s+timeout\s+(?<at>(?:(?:of|by|for|from|in|on)\s+)?(?!at\b|after\b|to\b|given\b|inferred\b|within\b|or\b)(?<role>[a-z]\w*))(?=$|\s)/i,
    remedy: (_, { role = 'role' }) => ({ says: timer(role), writes: `at ${role}` }),
  },
  {
    block: ROWS,
    line: /^trigger\s+(?<at>timer\b.*|[A-Z]\w*\s+(?:fires|elapses|timer)$)/,
    remedy: () => timer('role'),
  },
  {
    block: ROWS,
    line: new RegExp(String.raw`^trigger\b.*\bafter\s+(?<at>${span})`),
    remedy: (at, { first = '', last = '' }) =>
      at === `${first} to ${last}`
        ? null
        : replaceWithWords('A timer runs from one time to another', `${first} to ${last}`),
  },
  {
    line: new RegExp(String.raw`\bwithin\s+(?<at>${span})`),
    remedy: (_, { last = '' }) => replaceWithWords('"within" takes only the longest time', last),
  },
  {
    line: new RegExp(String.raw`\bafter\s+(?<at>${span})`),
    remedy: (_, { first = '' }) => replaceWithWords('A step or a target has one time', first),
  },
  {
    line: /\b(?:after|within)\s+(?<at>(?:[~<>≈≤≥+]=?|about|around|approx(?:imately)?\.?|ca\.?|up to|at least|at most)\s*(?<time>\d[\w.]*))/,
    remedy: (_, { time = '' }) => replaceWithWords('A time is just a number with its unit', time),
  },
  {
    line: /\b(?:after|within)\s+(?<at>(?<time>\d[\w.]*)\+)/,
    remedy: (_, { time = '' }) => replaceWithWords('A time is just a number with its unit', time),
  },
  {
    block: /^Flow$/,
    line: /^phase\s+\w+(?:\s+"[^"]*")?(?:\s+is\s+[\w.]+)?\s+(?<at>(?:after|from|follows|precedes|before)\s+(?<phase>[A-Za-z_]\w*))/,
    remedy: (_, { phase = '' }) => `What follows a phase is written in it: "next Name" in phase ${phase}`,
  },
  {
    line: /(?:\||\bnext\s)\s*end\s+(?<at>after\s+\d[\w.]*)/,
    remedy: (_, _groups, text) =>
      /\bphase\s+\^?end\b/.test(text)
        ? '"end" ends the flow: to lead to the phase of that name, write "^end" before the time'
        : removePart('The flow ends after the last step, at no time of its own'),
  },
  {
    block: /^Flow$/,
    line: /^phase\s+\w+(?:\s+"[^"]*")?(?:\s+is\s+[\w.]+)?\s+(?<at>after\s+\d[\w.]*)/,
    remedy: (at) => `A time follows the target that leads to a phase: "next Name ${at}"`,
  },
  {
    block: /^Model$/,
    line: /^(?:optional\s+)?(?:party|system)\b.*\s(?<at>as\s+(?<role>\w+).*)$/,
    remedy: () => 'A participant and its role are declared in a flow: move the line there, or remove this',
  },
  {
    block: /^Flow$/,
    line: /^phase\s+\w+(?:\s+"[^"]*")?(?:\s+is\s+[\w.]+)?\s+(?<at>(?:on|upon|when|if)\s+\w+)/,
    remedy: () => removePart('Triggers are written in the phases of a model'),
  },
  {
    line: /^(?:party|system)\b.*?(?<at>,)\s*initially\b[\s\w]*/,
    remedy: () => removePart('"initially STATE" follows without a comma'),
  },
  {
    line: /^party\b.*?(?<at>[([]\s*(?:initially\s+)?(?<state>\w+)\s*[)\]])$/,
    remedy: (at, { state = '' }, text) =>
      isState(text, state) || /\binitially\b/.test(at)
        ? replaceWithWords('The initial state is written without brackets', `initially ${state}`)
        : replaceWithWords('The role follows "as", without brackets', `as ${state}`),
  },
  {
    line: /^party\s+\w+.*\s(?<at>(?:in|is|=)\s+(?:(?:the\s+)?state\s+)?(?<state>\w+))$/,
    remedy: (_, { state = '' }, text) =>
      isState(text, state) ? replaceWithWords('The initial state follows "initially"', `initially ${state}`) : null,
  },
  {
    line: /\bfollows\s+(?<at>(?:the\s+)?models?\s+(?<model>(?!model\b)\w+))/,
    remedy: (_, { model = '' }) => replaceWithWords('The name of the model follows "follows"', model),
  },
  {
    line: /\bfollows\s+(?<at>(?:the\s+)?(?<model>\w+)\s+model)\b/,
    remedy: (_, { model = '' }) => replaceWithWords('The name of the model is enough', model),
  },
  {
    line: /\bfollows\s+(?<at>(?<first>\w+)\s*(?:\band\b|&|\+)\s*(?<second>\w+))/,
    remedy: (_, { first = '', second = '' }) => replaceWithWords('Models are separated by ","', `${first}, ${second}`),
  },
  {
    block: ROWS,
    line: /^(?<at>(?:alt|case|either|select|switch|xor|exactly one|one or more|some|any(?=\W))(?:\s+of)?(?:\s+(?:the\s+)?(?:following|these))?)\s*:?\s*\{$/,
    remedy: () => ({ says: ALTERNATIVES, writes: 'one of' }),
  },
  {
    block: ROWS,
    line: /^(?<at>(?:alt|choice|choose|either|one\s+of)\s*\{.*\}\s*(?:or|else|\|+)\s*\{.*)$/,
    remedy: () => `${ALTERNATIVES}, with each alternative on a line of its own`,
  },
  {
    block: ROWS,
    line: /^(?<at>(?:alt|choice|choose|either)\s+(?:all\s+)?\w+\s*->.*\b(?:or|else)\b.*)$/,
    remedy: () => `${ALTERNATIVES}, with each alternative on a line of its own`,
  },
  {
    block: ROWS,
    line: /^(?<at>\}\s*(?:or|\|+)\s*\{)$/,
    remedy: () => `${ALTERNATIVES}, each a member of the same block: remove this line`,
  },
  {
    block: ROWS,
    line: /^(?<at>(?<head>in\s+order|one\s+of|when\s+\w+\s[^{}:]*?\w)(?<!\b(?:and|except|is|none|some))\s*:?)$/,
    remedy: (_, { head = '' }) => ({
      says: `A block has its rows in braces: write "${head} {" here, and "}" after its rows`,
      writes: `${head} {`,
    }),
  },
  {
    line: /^start\s*(?<at>:?=|:|[-=]>)\s*(?<targets>\w.*)?$/,
    remedy: (_, { targets = 'Phase' }) => ({
      says: `The phases that a flow can begin with follow "start": write "start ${targets}"`,
      writes: '',
    }),
  },
  {
    line: /^(?:next|start)\b.*?\w\s*(?<at>[([]\s*(?<time>\d[\d.]*(?:ms|s|m|h))\s*[)\]])/,
    remedy: (_, { time = '' }) => replaceWithWords('The time of a target follows "after"', `after ${time}`),
  },
  {
    line: /^start\s+(?<first>\w+)\s*(?<at>(?:[-=]+>+|\b(?:then|next)\b)\s*(?<next>\w.*))$/,
    remedy: (_, { first = '', next = '' }) =>
      removePart(`What follows a phase is written in it, "next ${next}" in phase ${first}`),
  },
  {
    block: /^Flow$/,
    line: /^phase\s.*\bis\s+[\w.]+\s*(?<at>[-=]+>+|→|:|then\b|goto\b)\s*\w+/,
    remedy: () => replaceWithWords('The phases that can follow are written after "next"', 'next'),
  },
  {
    block: /^FlowPhase$/,
    line: /^(?<at>(?:(?:after|delay|sleep|wait)\b\s*|\+\s*)(?<time>\d[\d.]*\s?(?:ms|s|m|h))\b\s*[:,]?)\s+(?<step>(?!next\b)\w.*)$/,
    remedy: (_, { time = '', step = '' }) =>
      `The time follows the step: write "${step.trim()} after ${time.replace(/\s/, '')}"`,
  },
  {
    block: ROWS,
    line: /^(?<at>all(?:\s+of)?|(?:in\s+)?any\s+order|in\s+parallel|parallel|par|unordered|concurrent(?:ly)?|both)\s*:?\s*\{$/,
    remedy: () => NO_BLOCK,
  },
  {
    block: ROWS,
    line: /^(?<at>in\s+(?:sequence|turn))\s*:?\s*\{$/,
    remedy: () => ({ says: 'Rows in order are written "in order { … }"', writes: 'in order' }),
  },
  {
    line: /^(?<at>(?:(?:\}\s*)?else|\}\s*else\s*(?:if|when)\b[^{}]*?)\s*:?\s*\{)$/,
    remedy: () =>
      'Each case is written with a condition of its own in a model, "when CONDITION { … }", and as a phase of its own in a flow, "next A | B"',
  },
  {
    block: ROWS,
    line: /:\s*\w+.*?\s(?<at>(?:(?:in|as)\s+)?(?:(?:an?\s+)?(?:answer|reply|response)\s+(?:for|of|to)|in answer to|answering|replying to)\s+(?<request>\w+))/,
    remedy: (_, { request = '' }) =>
      replaceWithWords('The request that a message answers follows "answers"', `answers ${request}`),
  },
  { block: ROWS, line: /^(?<at>optional|repeated)\s*:?\s*\{$/, remedy: optionalRow },
  { block: ROWS, line: /^(?<at>opt|maybe)\s*:?\s*\{$/, remedy: () => optionalRow('optional') },
  { block: ROWS, line: /^(?<at>loop|repeat|many)\s*:?\s*\{$/, remedy: () => optionalRow('repeated') },
  {
    line: /^(?:states|fact|channel|start|next|party|system|event|request|message)\b[^"{]*(?<at>,)$/,
    remedy: () => removePart('A list does not end with a comma'),
  },
  {
    block: /^Model$/,
    line: /^(?:states\b.*|(?:pending\s+)?\w+\s*)(?<at>,)$/,
    remedy: () => removePart('A list does not end with a comma'),
  },
  {
    block: /^Model$/,
    line: /^states\b(?:\s+\w+\s*:?)?.*?(?<at>[{[(])(?:$|[^,;{}]*[\]})]$)/,
    remedy: () => 'States are listed without brackets, separated by ",": "states a, pending b"',
  },
];
