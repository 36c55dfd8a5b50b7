import { type LineRemedy, removePart, replaceWith } from './line-remedy.js';

const hasProtocol = (text: string, name: string) => new RegExp(String.raw`\bprotocol\s+\^?${name}\b`).test(text);

const IMPORT = 'An import names a file, and all of its declarations are visible';
const SOURCE = 'A source is one text in quotes, which can have an address';

/** Imports, sources, and declarations of messages with the words and signs of other notations. */
export const remediesOfFiles: readonly LineRemedy[] = [
  {
    block: /^ConferFile$/,
    line: /^(?<at>(?:import|use|using|from)\s+.*?\s+(?:from|import)\s+["'`](?<path>[^"'`]+)["'`].*)$/,
    remedy: (_, { path = '' }) => replaceWith(IMPORT, `import "${path}"`),
  },
  {
    block: /^ConferFile$/,
    line: /^(?<at>from\s+["'`](?<path>[^"'`]+)["'`]\s+import\b.*)$/,
    remedy: (_, { path = '' }) => replaceWith(IMPORT, `import "${path}"`),
  },
  {
    block: /^ConferFile$/,
    line: /^(?<at>(?:[#@]?include|[#@]?import|#?require|load|use|using)\s*\(?\s*["'<`]?(?<path>[^"'`<>()\s]*[./][^"'`<>()\s]*)["'>`]?\)?;?)$/,
    remedy: (at, { path = '' }) =>
      at === `import "${path}"` ? null : replaceWith('A file is imported by its path in quotes', `import "${path}"`),
  },
  {
    line: /^source\s+"[^"]*"\s+(?<at>(?<address>https?:\/\/\S+))/,
    remedy: (_, { address = '' }) => replaceWith('The address follows "at", in quotes', `at "${address}"`),
  },
  {
    line: /^source\s+"[^"]*"\s*(?<at>,\s*"[^"]*".*)$/,
    remedy: () => `${SOURCE}, "…" at "https://…": write both in one text`,
  },
  {
    line: /^(?<word>event|request|message)\s+(?<at>on)\s+(?!on\b)\w+/,
    remedy: (_, { word = '' }) => `A declaration has a name: write it before "on", "${word} Name on Protocol"`,
  },
  {
    block: /^ConferFile$/,
    line: /^(?:event|request|message)\s+\w+\s+(?<at>(?<first>[A-Za-z_]\w*)(?:\s*,\s*[A-Za-z_]\w*)*)\s*(?:\{|$)/,
    remedy: (at, { first = '' }, text) =>
      hasProtocol(text, first) ? replaceWith('The protocols of a message follow "on"', `on ${at}`) : null,
  },
  {
    block: /^Model$/,
    line: /^phase\s+\w+(?:\s+"[^"]*")?\s*(?<at>(?:\b(?:is|as|realizes|implements)\b|[=:])\s*[A-Za-z_].*?)\s*\{?$/,
    remedy: () => removePart('It belongs in a flow, "phase Name is Phase", and a phase of a model has none'),
  },
  {
    block: /^Model$/,
    line: /^phase\s+\w+(?:\s+"[^"]*")?\s+(?<at>(?:on|upon|when|if|after)\s+[^{]*?)\s*\{?$/,
    remedy: () => 'What starts a phase is written in it, "trigger sender -> receiver : Message" or "trigger timeout"',
  },
  {
    block: /^Flow$/,
    line: /^(?<at>let|const|var|set|val)\s+\w+\s*(?:=|:|\bis\b)/,
    remedy: () => ({ says: 'A flow states a fact by its name, "fact is value": remove this word', writes: '' }),
  },
  {
    block: /^Flow$/,
    line: /^phase\b.*\bis\s+[\w.]+\s*(?<at>\(\s*\))/,
    remedy: () => ({ says: 'Parentheses bind participants to roles, "(Name as role)": remove them', writes: '' }),
  },
  {
    block: /^Model$/,
    line: /^states\s+(?:\w+\s*:\s*)?(?<at>(?:pending\s+)?(?<first>\w+)(?:\s+(?:pending\s+)?\w+)+)$/,
    remedy: (at, { first = '' }, text) => {
      const list = at.replace(/(?<!\bpending)\s+/g, ', ');
      const isRole = new RegExp(String.raw`\b(?:party|system)\s+${first}\b`).test(text);
      return isRole || first === 'pending' ? null : replaceWith('States are separated by ","', list);
    },
  },
  {
    block: /^Model$/,
    line: /^anytime\s+(?<at>optional(?:\s+repeated)?|repeated(?:\s+optional)?)\b/,
    remedy: () => removePart('What is sent at any time is sent any number of times'),
  },
];
