/** Lines of other notations, with what they are and how Confer says it. */
const foreign: readonly (readonly [line: RegExp, notation: string, remedy: string])[] = [
  [/^(?:```|~~~)/, 'Markdown', 'remove it'],
  [
    /^(?:sequenceDiagram|stateDiagram(?:-v2)?|flowchart|graph|classDiagram|erDiagram)\b/,
    'Mermaid',
    'in Confer, a diagram is a flow, "flow Name { … }"',
  ],
  [/^@(?:start|end)\w*/, 'PlantUML', 'in Confer, a diagram is a flow, "flow Name { … }"'],
  [/^(?:autonumber|skinparam|hide|show|scale|autoactivate|newpage)\b|^!\w+/, 'Mermaid or PlantUML', 'remove it'],
  [/^title\s+[^"\s]/, 'Mermaid or PlantUML', 'in Confer, a title follows the name in quotes, flow Name "Title" { … }'],
  [/^(?:de)?activate\s+\w|^(?:create|destroy)\s+\w/, 'Mermaid or PlantUML', 'Confer has no activations; remove it'],
  [
    /^[hr]?note\b(?:\s+(?:left|right|over|across|as|for|"|\w+\s*:))|^(?:end\s*note)$/i,
    'Mermaid or PlantUML',
    'in Confer, a note is a comment, "// …"',
  ],
  [
    /^ref\s+over\b/i,
    'Mermaid or PlantUML',
    'in Confer, what another diagram describes is a phase of a model, "phase Name is Phase"',
  ],
  [/^(?:\/\\|\\\/)\s/, 'TLA+', 'in Confer, a phase says what holds before it, "needs role state"'],
  [
    /^return(?:\s+[\w"]+){0,6};?$/,
    'a program',
    'in Confer, an answer is a row of its own, "receiver -> sender : Message"',
  ],
  [
    /^(?:end(?:\s*(?:if|loop|alt|opt|par|group|fork|while|flow|model|phase|scenario))?|esac|fi)$/,
    'another notation',
    'in Confer, a block ends with "}", and "next end" ends the flow after a phase',
  ],
  [
    /^(?:loop|many|repeat)\s+\w+\s*->\s*[^:]+:\s*\w+/,
    'another notation',
    'in Confer, a row that is sent several times begins with "repeated", "repeated sender -> receiver : Message"',
  ],
  [
    /^(?:if|unless)\s+\w+\s+(?:(?:in|is|not)\s+)*\w+$/,
    'another notation',
    'in Confer, a phase of a model says what holds before it, "needs role state"',
  ],
  [
    /^(?:box|critical|group|rect)\b(?!\s*[-:(,|])/,
    'Mermaid or PlantUML',
    'remove it and its end, as Confer groups no participants, steps, or rows',
  ],
  [
    /^loop\b(?!\s*[-:(,|])/,
    'Mermaid or PlantUML',
    'remove it and its end; in Confer, a row that is sent several times begins with "repeated"',
  ],
  [
    /^(?!(?:opt|par)$)(?:alt|opt|par|break|else|fork|repeat|while|if|elseif|elsif|elif|endif|end)\b(?!\s*[-:(,|])/,
    'Mermaid or PlantUML',
    'in Confer, alternatives are "next A | B" in a flow, and "one of", "when", or "optional" in a model',
  ],
  [
    /^lifeline\s+(?:\w+|"[^"]*")/,
    'a sequence diagram',
    'in Confer, a participant is declared in the flow, party Name "Title" as role, or "system" if it has no life cycle',
  ],
  [/^==.*==$/, 'PlantUML', 'in Confer, a part of a flow is a phase, "phase Name { … }"'],
  [
    /^\[[-=]+>+\s*\w|^\w+\s*[-=]+>+\s*\]/,
    'PlantUML',
    'in Confer, a message has a sender and a receiver, "sender -> receiver : Message"',
  ],
  [
    /^\w+(?:\[[^\]]*\]|\([^)]*\))\s*[-=.]+>/,
    'Mermaid',
    'in Confer, the phase that follows is "next Name", and a step is "sender -> receiver : Message"',
  ],
  [
    /^[a-z]\w*\s*[:=]\s*"[^"]*",$|^[a-z]\w*\s*=\s*(?:"[^"]*"|\d+|\[.*\])$/,
    'JSON or TOML',
    'in Confer, a line begins with its keyword, or with the sender of a message',
  ],
  [
    /^(?:(?:(?:const|final|let|val|var)\s+)?\w+\s*:\s*(?:bool|boolean|double|float|int|integer|long|number|str|string|text)|(?:bool|boolean|double|float|int|integer|number|string)\s+\w+)\s*=\s*\S.*$/i,
    'a program',
    'in Confer, a property of the situation is a fact of the model, "fact name: a, b", and a flow states its value, "name is a"',
  ],
  [/^(?:\.\.\.|\|\|)/, 'PlantUML', 'in Confer, a delay follows a step, "after 5m"'],
  [/^\[\*\]\s*-+>/, 'a state diagram', 'in Confer, a flow begins with "start Name"'],
  [/-+>\s*\[\*\]$/, 'a state diagram', 'in Confer, a flow ends with "next end"'],
  [
    /^scenario\s+\w+\s*(?:"[^"]*"\s*)?(?:=|:|\bis\b|\bof\b|->|(?=[([]))\s*[([]?\s*\w+\s*(?:(?:,|->|→|\||;|>|\/)\s*\w+\s*)+[)\]]?$/,
    'another notation',
    'in Confer, a scenario lists its phases in braces, "scenario Name { A, B }"',
  ],
  [
    /^<\/?[a-z][\w:-]*(?:\s+[\w:-]+="[^"]*")*\s*\/?>(?:.*<\/?[a-z][\w:-]*>)?$/i,
    'HTML or XML',
    'in Confer, a line begins with its keyword, "party Name", "phase Name is Phase", or "sender -> receiver : Message"',
  ],
  [
    /^"\w+"\s*:\s*(?:"|\[)/,
    'JSON',
    'in Confer, a line begins with its keyword, without quotes: "party Name as role" or "next A | B"',
  ],
  [
    /^-\s+\w+:(?:\s|$)/,
    'YAML',
    'in Confer, a line begins with its keyword, without a dash or a colon: "party Name as role"',
  ],
  [
    /^(?:Background|Examples|Feature|Scenario(?: Outline)?|Rule):/,
    'Gherkin',
    'in Confer, a named path is "scenario Name { A, B }", in a flow',
  ],
  [
    /^(?:Given|When|Then|But)\s+\w+(?!.*->)/,
    'Gherkin',
    'in Confer, a step is "sender -> receiver : Message", and the phase that follows is "next Name"',
  ],
  [/^\|?[-\s]*\|?-{2,}.*-{2,}>?\s*\|?$/, 'a drawing', 'in Confer, a step is "sender -> receiver : Message"'],
  [
    /^(?:participant|actor|boundary|control|entity|database|collections|queue)\s+(?:\w+|"[^"]*")\s*(?:\sas\b|\sorder\b|<<|#)|^(?:boundary|entity|database|collections)\s+\w+$/,
    'Mermaid or PlantUML',
    'in Confer, a participant is declared in the flow, party Name "Title" as role, or "system" if it has no life cycle',
  ],
  [/^state\s+(?:\w+|"[^"]*"\s+as\s+\w+)$/, 'a state diagram', 'in Confer, states are listed in a model, "states a, b"'],
  [
    /^(?!.*[{}|])[\w"]+\s*(?:<?--+>>?|->>|==?>>?|<->>?|--?[x)\\/]+)[+-]?\s*[\w"]+\s*:\s*(?!\w+\s+(?:after|answers|given|inferred|on|within)\b)\w+(?:[\s,]+\w+)+[.!?]?$/,
    'Mermaid or PlantUML',
    'in Confer, a step names one declared message, "sender -> receiver : Message"',
  ],
  [
    /^\w+\s*(?:-->|->>|-->>|==>|-\.->|--)\s*\w+$/,
    'Mermaid or PlantUML',
    'in Confer, the phase that follows is "next Name", and a step names its message, "sender -> receiver : Message"',
  ],
  [
    /^(?!(?:anytime|next|optional|repeated|start|trigger)\s*:)(?:(?:trigger|anytime|optional|repeated)\s+)?[\w"]+\s*:\s*[\w"]+(?:\s*,\s*[\w"]+)*\s*[-=]+>\s*[\w"]/,
    'another notation',
    'in Confer, the message follows the arrow, "sender -> receiver : Message"',
  ],
  [
    /^(?:(?:trigger|anytime|optional|repeated)\s+)?\w+\s*-+\s*\w+\s*-+>+\s*\w+(?:\s+(?:on|after|answers)\s.*)?$/,
    'another notation',
    'in Confer, the message follows the arrow, "sender -> receiver : Message"',
  ],
];

/** The label of an arrow between two ends, in other notations. */
const label = String.raw`(?:\|[^|]*\||\[[^\]]*\]|\([^)]*\)|"[^"]*")`;
/** Words that begin a line of Confer and are not the name of a participant. */
const begins =
  '(?:all|anytime|channel|event|fact|flow|message|model|moves|needs|next|optional|party|phase|protocol|repeated|request|scenario|start|states|system|trigger|when)';

/** Steps, rows, triggers and moves of notations with other words for their parts. */
const foreignParts: readonly (readonly [line: RegExp, notation: string, remedy: string])[] = [
  [
    new RegExp(String.raw`^[\w"]+\s*[-=.~]+>?\s*(?:${label}\s*[-=.~]*>*|\w+\s*[-=.~]+>+)\s*[\w"]+;?$`),
    'a diagram',
    'in Confer, the message follows the receiver, "sender -> receiver : Message"',
  ],
  [
    /^[\w"]+\s*[-=.~]+>\s*[\w"]+\s*\[[^\]]*\];?$/,
    'a diagram',
    'in Confer, the message follows the receiver, "sender -> receiver : Message"',
  ],
  [
    /^(?:\w+\s*[:=]\s*)?(?:\w+\.\w+\((?:\w+(?:,\s*\w+)*)?\)|\w+\(\w+(?:,\s*\w+)+\)|(?:call|emit|fire|publish|receive|send)\(\w+\));?$/,
    'a program',
    'in Confer, a step is "sender -> receiver : Message"',
  ],
  [/^\(\w+(?:,\s*\w+)+\);?$|^\[\w+(?:,\s*\w+)+\];?$/, 'a list', 'in Confer, a step is "sender -> receiver : Message"'],
  [
    new RegExp(String.raw`^(?!${begins}\b)\(?\w+\)?(?:\s+\(?\w+\)?){1,2}\s*-+>\s*\w+$`),
    'another notation',
    'in Confer, the message follows the arrow, "sender -> receiver : Message"',
  ],
  [
    /^scenario\s+\w+(?:\s*,\s*\w+)+$/,
    'another notation',
    'in Confer, a scenario lists its phases in braces, "scenario Name { A, B }"',
  ],
  [/^\|.*\|$/, 'a table', 'in Confer, a step is "sender -> receiver : Message"'],
  [
    /^"?(?:from|to|sender|receiver|message|msg)"?\s*:\s*"?\w+"?\s*,\s*"?\w+"?\s*:/,
    'YAML or JSON',
    'in Confer, a step is "sender -> receiver : Message"',
  ],
  [
    /^trigger\s+\w+\s+(?:by|from|sends|to)\s+\w+$/,
    'another notation',
    'in Confer, a trigger is written as a row, "trigger sender -> receiver : Message"',
  ],
  [
    /^(?:moves\s+)?\w+\s+(?:becomes?|enters?|turns(?:\s+into)?|is\s+now|(?:changes|goes|switches)\s+(?:in)?to)\s+\w+(?:\s+from\s+\w+)?$/,
    'another notation',
    'in Confer, a move names both states, "moves role from state to state"',
  ],
  [
    /^(?:moves\s+)?\w+(?:\.\w+)?\s*:=\s*\w+$|^moves\s+\w+(?:\.\w+)?\s*=\s*\w+$|^(?:set|change|transition)\s+\w+\s+(?:(?:to|=|:=)\s+)?\w+$/,
    'another notation',
    'in Confer, a move names both states, "moves role from state to state"',
  ],
];

/** An object of JSON, or a pair of one, that is no block of Confer. */
const jsonLine = /^\{\s*(?:"[^"]*"|from|to|sender|receiver|message)\s*:/;

/** A line of a flowchart, in which a node is in braces. */
const flowchartLine = /^\w+(?:[[({].*[\])}])?\s*(?:-->|-\.->|==>)\s*(?:\|[^|]*\|\s*)?\w+\{[^{}]*\}$/;

function written(notation: string, remedy: string): string {
  return `This line is written as in ${notation}: ${remedy}.`;
}

/** Recognizes the declaration of a participant in another notation, as `foreignLine` does. */
export function foreignParticipant(line: string): string | null {
  return foreignLine(/^(?:participant|actor)\s+\w+$/.test(line) ? `${line} as` : line);
}

/**
 * Recognizes a line of another notation.
 * @param line its text without indentation
 * @returns the message about it; null if it is of no known notation
 */
export function foreignLine(line: string): string | null {
  if (flowchartLine.test(line)) return written('Mermaid', 'in Confer, the phase that follows is "next Name"');
  if (/[{}]/.test(line))
    return jsonLine.test(line) ? written('JSON', 'in Confer, a message is "A -> B : Message"') : null;
  const found = [...foreign, ...foreignParts].find(([pattern]) => pattern.test(line));
  if (found === undefined) return null;
  const [, notation, remedy] = found;
  return written(notation, remedy);
}
