import { type LineRemedy, type Remedy, removePart, replaceWith } from './line-remedy.js';

const CAPTURE = /^Capture/;
const quoted = (text: string) => JSON.stringify(text);

/** Members with one field, those with a list of strings, and those with an expression. */
const FIELD_MEMBER = '(?:answer|time|key|message|protocol|from|to)';
const STRINGS_MEMBER = '(?:files|columns)';
const EXPRESSION_MEMBER = '(?:line|more|until|after)';
/** A field: a named group or a path in quotes. */
const FIELD = String.raw`(?:\w+|"[^"]*")`;
/** Words of other formats, each with the one that a capture has. */
const WORDS: Readonly<Record<string, string>> = {
  format: 'reads',
  ignore: 'allow',
  party: 'participant',
  receiver: 'to',
  sender: 'from',
  system: 'participant',
  timestamp: 'time',
};
/** Whether each `[` of an expression has its `]`. */
const isClosed = (pattern: string) => {
  let inClass = false;
  for (const [sign] of pattern.matchAll(/\\.|[[\]]/g)) if (sign.length === 1) inClass = sign === '[';
  return !inClass;
};
/** The word before the time of a limit. */
const limitOf = (kind: string) => (kind === 'begins' ? 'begins within' : kind);

const ENTRIES = /^Capture(?:Message|Protocol)$/;
/** An entry of a list of messages or protocols, by the recorded text and the declaration that is meant. */
function entry(recorded: string, name: string, text: string): Remedy {
  const declared = [...text.matchAll(/\b(?:event|message|protocol|request)\s+([A-Za-z_]\w*)/g)].map(
    ([, own = '']) => own,
  );
  const meant = declared.find((own) => own.toLowerCase() === name.toLowerCase()) ?? 'Message';
  const writes = `${recorded} is ${meant}`;
  return { says: `An entry is a recorded text and what it means: write ${writes}`, writes };
}

/** Lines of a capture as other formats of settings write them. */
export const remediesOfCaptures: readonly LineRemedy[] = [
  {
    block: ENTRIES,
    line: /(?:^|[{,]\s*)(?<at>(?!is\b)(?<name>[A-Za-z_]\w*))(?=\s*(?:,|\}|$))/,
    remedy: (_, { name = '' }, text) => entry(quoted(name), name, text),
  },
  {
    block: ENTRIES,
    line: /(?:^|[{,]\s*)(?<at>"(?<name>[^"]*)"|\/[^/]+\/i?)(?=\s*(?:,|\}|$))/,
    remedy: (at, { name = '' }, text) => entry(at, name, text),
  },
  {
    block: CAPTURE,
    line: /^(?<at>format|ignore|party|receiver|sender|system|timestamp)(?=\s+(?:"|[\w./-]+(?:\s|$)))/,
    remedy: (at) => replaceWith('This line of a capture begins with another word', WORDS[at] ?? ''),
  },
  {
    block: CAPTURE,
    line: new RegExp(
      String.raw`^(?:${STRINGS_MEMBER}|${FIELD_MEMBER}|${EXPRESSION_MEMBER}|reads|records|participant\s+\w+\s+is|allow|again|settle|idle|reorder|begins|offset)\b.*(?<at>,)$`,
    ),
    remedy: () => removePart('A list does not end with a comma'),
  },
  {
    block: CAPTURE,
    line: new RegExp(String.raw`^${STRINGS_MEMBER}\s+(?<at>(?!["'‘’“”„«\`[=:])[^\s",]+(?:\s*,\s*[^\s",]+)*)$`),
    remedy: (at) =>
      replaceWith(
        'Strings are written in quotes',
        at
          .split(/\s*,\s*/)
          .map(quoted)
          .join(', '),
      ),
  },
  {
    block: CAPTURE,
    line: new RegExp(
      String.raw`^(?!protocol\b)(?:${STRINGS_MEMBER}|${FIELD_MEMBER}|${EXPRESSION_MEMBER}|reads|records|settle|idle|reorder|offset)\s*(?<at>=)`,
    ),
    remedy: () => removePart('A value follows its word without a sign'),
  },
  {
    block: CAPTURE,
    line: /^reads\s+\w+\s*(?<at>(?:[,|/&]|\bor\b|\band\b)\s*\w.*)$/,
    remedy: () => ({ says: 'A capture reads one format: write a capture for each', writes: '' }),
  },
  {
    block: CAPTURE,
    line: new RegExp(
      String.raw`^${EXPRESSION_MEMBER}\s+(?<at>(?:[a-zA-Z]{0,2}["'\x60](?<text>[^"'\x60]*)["'\x60]|(?![/"'\x60\s=:]).*[\\^$()[\]*+?].*))$`,
    ),
    remedy: (at, { text }) => {
      // One of the two slashes may be there.
      const expression = (text ?? at).replace(/(?<!\\)\/$/, '').replaceAll(/(?<!\\)\//g, String.raw`\/`);
      const writes = `/${expression}/`;
      return replaceWith('A regular expression is between slashes', writes);
    },
  },
  {
    block: CAPTURE,
    line: new RegExp(String.raw`^${EXPRESSION_MEMBER}\s+(?<at>\/.*\/?[a-z]*)$`),
    remedy: (at) => {
      if (!isClosed(at)) return 'A bracket of this expression is not closed: write "]", or "\\[" for the sign';
      return /.\/[a-z]*$/.test(at) ? null : replaceWith('A regular expression is between slashes', `${at}/`);
    },
  },
  {
    block: CAPTURE,
    line: /^(?<at>(?<pattern>\^?[^\s"/]+\$?))\s+is\s+\w+\s*,?$/,
    remedy: (at) =>
      /[\\^$()[\]*+?.]/.test(at) ? replaceWith('A regular expression is between slashes', `/${at}/`) : null,
  },
  {
    block: CAPTURE,
    line: /^(?<at>(?<message>[A-Za-z_]\w*)\s+is\s+(?<value>"[^"]*"|\/.*\/i?))\s*,?$/,
    remedy: (_, { message = '', value = '' }) => replaceWith('The recorded text comes first', `${value} is ${message}`),
  },
  {
    block: CAPTURE,
    line: /^participant\s+(?<at>(?<values>"[^"]*"(?:\s*,\s*"[^"]*")*)\s+(?:is|as)\s+(?<name>[A-Za-z_]\w*))$/,
    remedy: (_, { values = '', name = '' }) => replaceWith('The name comes first', `${name} is ${values}`),
  },
  {
    block: CAPTURE,
    line: new RegExp(String.raw`^key\s+${FIELD}\s*(?<at>\||\|\||/|\band\b|&|,)\s*(?:${FIELD})`),
    remedy: (at) =>
      at === '|' || at === '||' || at === '/'
        ? replaceWith('One of several fields is written with "or"', 'or')
        : 'One of several fields is written "a or b", and fields that are found together "a join b"',
  },
  {
    block: CAPTURE,
    line: new RegExp(String.raw`^key\s+(?!(?:by|is)\b)${FIELD}\s+(?<at>(?!(?:or|join|is|when|else)\b)${FIELD})`),
    remedy: () => 'One of several fields is written "a or b", and fields that are found together "a join b"',
  },
  {
    block: CAPTURE,
    line: new RegExp(String.raw`\bjoin\s+(?<at>with|by|on|and)\s+${FIELD}`),
    remedy: () => removePart('The fields follow "join"'),
  },
  {
    block: CAPTURE,
    line: new RegExp(String.raw`^${FIELD_MEMBER}\s+(?<at>by|in|of|with|field)\s+${FIELD}$`),
    remedy: () => removePart('The field follows its word'),
  },
  {
    block: CAPTURE,
    line: new RegExp(String.raw`^${FIELD_MEMBER}\s+(?<at>(?<path>[$.@][\w$.@[\]*-]*\w))(?=\s|$)`),
    remedy: (_, { path = '' }) => {
      const writes = quoted(path.startsWith('.') ? `$${path}` : path);
      return replaceWith('The path of a field is in quotes', writes);
    },
  },
  {
    block: CAPTURE,
    line: new RegExp(
      String.raw`^time\s+(?!as\b|epoch\b)${FIELD}\s+(?<at>(?<word>format|in|pattern|like)?\s*"[^"]*[yMdHhms][^"]*")`,
    ),
    remedy: (at, { word }) =>
      replaceWith('The format of a time follows "as"', `as ${at.slice(word?.length ?? 0).trim()}`),
  },
  {
    block: CAPTURE,
    line: new RegExp(
      String.raw`^time\s+${FIELD}\s+as\s+(?<at>(?!")(?:[yMdHhmsSTZ:.,/-]+(?:\s+(?=[HhmsS:.,]+(?:\s|$)))?)+)`,
    ),
    remedy: (at) => replaceWith('The format of a time is in quotes', quoted(at.trim())),
  },
  {
    block: CAPTURE,
    line: new RegExp(
      String.raw`^time\s+${FIELD}.*\s(?<at>(?:in|tz|timezone|zoneid)\s+(?<zone>"[^"]*"|[A-Z]\w*(?:\/\w+)?))`,
    ),
    remedy: (_, { zone = '' }) =>
      replaceWith('The time zone follows "zone"', `zone ${zone.startsWith('"') ? zone : quoted(zone)}`),
  },
  {
    block: CAPTURE,
    line: /^time\s+(?<at>as|epoch|format|zone)\s+["\w].*/,
    remedy: () => 'The field that holds the time follows "time": write "time FIELD as …"',
  },
  {
    block: CAPTURE,
    line: /^time\s+\S+\s+(?<at>epoch)$/,
    remedy: () => 'The unit follows "epoch": write "epoch ms" or "epoch s"',
  },
  {
    block: CAPTURE,
    line: /^(?<kind>settle|idle|reorder|begins)\s+(?<at>(?:after|within|in|for|of)\s+(?<time>\d\S*))/,
    remedy: (_, { kind = '', time = '' }) => ({
      says: `The time follows its word: write "${limitOf(kind)} ${time}"`,
      writes: kind === 'begins' ? `within ${time}` : time,
    }),
  },
  {
    block: CAPTURE,
    line: /^(?:settle|idle|reorder|begins\s+within|again\s+within|offset)\s+(?<at>"(?<time>-?\d[\d.]*(?:ms|s|m|h))")/,
    remedy: (_, { time = '' }) => replaceWith('A time has no quotes', time),
  },
  {
    block: CAPTURE,
    line: /^again\b.*\bby\s+\w+(?<at>\s+and\s+|\s*[&+|]\s*)\w/,
    remedy: () => ({ says: 'Fields are separated by ","', writes: ', ' }),
  },
  {
    block: CAPTURE,
    line: /^allow\s+(?<at>(?<reason>"[^"]*")\s+(?<rest>[a-z-]+.*))$/,
    remedy: (_, { reason = '', rest = '' }) => replaceWith('The reason comes last', `${rest} ${reason}`),
  },
  {
    block: CAPTURE,
    line: /^allow\s+(?<at>(?:[a-z]+[ _])+[a-z]+)(?=\s+(?:[A-Z"]|in\b))/,
    remedy: (at) => replaceWith('The code of a rule is one word, with "-"', at.replaceAll(/[ _]/g, '-')),
  },
  {
    block: CAPTURE,
    line: /^allow\s+[a-z-]+.*\s(?<at>on|at|of)\s+\w+\s+"/,
    remedy: () => replaceWith('The phase follows "in"', 'in'),
  },
];
