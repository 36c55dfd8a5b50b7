const declares = String.raw`\s*(?:<?->|,|\||=|:\s*(?:string|integer|number|boolean|duration)\b|:\s*\w+\s*\||(?:is|as|on|after)\b)`;

/** How a line begins that is a comment in another notation, or that people leave to come back to. */
const begins = [
  // Batch files and BASIC; marks of unfinished work; a ruled line.
  String.raw`(?:REM|(?:TODO|FIXME|XXX|HACK|TBD)(?:\(\w*\))?)(?:\s*:\s*|\s+)(?=\S)[^{}]*$|TBD$|_{3,}$|\+(?:[-=]+\+)+$`,
  // TLA+, Pascal and ML; Lisp and configuration files; TeX; annotations of Java; Python; Markdown and XML.
  String.raw`\(\*|\\+\*?(?:\s|$)|;+\s+\w|%+\s*\w|@(?!start|end)\w+(?:\([^{}]*\))?$|"""|<!--|>\s+\w`,
  // A slash that is typed once.
  String.raw`\/\s+[^/]*$`,
];
const pattern = new RegExp(`^(?:${begins.join('|')})`);
const declaration = new RegExp(String.raw`^\w+${declares}`);

/**
 * Whether a line is a comment in another notation, as a whole.
 * @param line its text without indentation
 */
export function isCommentLine(line: string): boolean {
  return pattern.test(line) && !declaration.test(line);
}

/** The marks of comments in other notations, before their text and after it. */
const MARKS = /^(?:#+|%+|--+|'|;+|\/|<!--|\(\*|\\+\*?|>|REM\b)\s*|\s*(?:-->|\*\))\s*$/g;

/**
 * A comment of another notation as Confer writes it.
 * @param comment of one line, without indentation
 */
export function writableComment(comment: string): string {
  return `// ${comment.replace(MARKS, '')}`.trimEnd();
}
