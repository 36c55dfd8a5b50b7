import { isEnd, type LineRemedy, ROWS } from './line-remedy.js';

const STEPS = new RegExp(`^FlowPhase$|${ROWS.source}`);
const STEP = 'a step is written "sender -> receiver : Message"';
const time = String.raw`(?<time>\d[\d.]*\s*(?:ms|s|m|h)?)`;

/** Lines in place of steps and rows that are written as in a programming language, in YAML or as a note. */
export const remediesOfForeignSteps: readonly LineRemedy[] = [
  {
    block: STEPS,
    line: /^(?<at>(?<end>\w+)\s*(?::|!+|\?+)\s*(?<message>\w+)(?:\(.*\))?;?)$/,
    remedy: (_, { end = '', message = '' }, text) =>
      isEnd(text, end)
        ? `A line names the sender and the receiver of a message: "${end} -> receiver : ${message}"`
        : null,
  },
  {
    block: STEPS,
    line: new RegExp(String.raw`^(?<at>(?:delay|pause|sleep|timeout|timer|wait)\s*\(?\s*${time}\s*\)?;?)$`, 'i'),
    remedy: (_, { time: written = '' }) => {
      const shown = /[a-z]$/.test(written) ? written.replace(/\s/g, '') : `${written}s`;
      return `A time ends the line of its step: "sender -> receiver : Message after ${shown}"`;
    },
  },
  {
    block: STEPS,
    line: /^(?<at>(?:await\s+)?(?:\w+\.)?\w+\s*\(\s*(?:"[^"]*"|'[^']*'|\d[\w.]*)?\s*\)\s*;?)$/,
    remedy: () => `Confer calls nothing: ${STEP}`,
  },
  {
    block: STEPS,
    line: /^(?<at>(?:const|let|var|int|string|bool|auto|final)\s+\w+\s*(?:=.*)?;?)$/,
    remedy: () => `Confer has no variables: remove this line, or state a fact in the flow, "fact is value"`,
  },
  {
    block: STEPS,
    line: /^(?<at>(?:"?\w+"?)\s*[:=]\s*(?:["'[{\w].*|))$/,
    remedy: (at) => (/->|^[A-Z]{2,}\b/.test(at) ? null : `A line has no key before its value: ${STEP}`),
  },
  {
    line: /^(?<at>[`'"](?<line>[^`'"]*->[^`'"]*)[`'"])$/,
    remedy: (_, { line = '' }) => ({ says: 'Lines are written without quotes: remove them', writes: line.trim() }),
  },
  {
    line: /^(?<at>\((?!\*)(?<note>[^()]*\s[^()]*)\)|"(?<text>[^"]*)")$/,
    remedy: (_, { note, text }) => ({
      says: `A note is a comment: write "// ${note ?? text ?? ''}"`,
      writes: `// ${note ?? text ?? ''}`,
    }),
  },
];
