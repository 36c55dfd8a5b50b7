import { type LineRemedy, type Remedy, removePart } from './line-remedy.js';

const TYPES = 'string, integer, number, boolean, duration, or a list of words, "a | b"';
const OPTIONAL_ATTRIBUTE = 'An attribute that can be omitted begins with "optional": "optional Name: type"';

/** Types by the first letters of their names in other notations; others are numbers. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  boo: 'boolean',
  dur: 'duration',
  int: 'integer',
  lon: 'integer',
  sho: 'integer',
  str: 'string',
  tex: 'string',
};

/** Words in a list as a type has them. */
function listOf(list: string): Remedy {
  const writes = list.split(/\s*[,|/]\s*/).join(' | ');
  return { says: `The words of a list are separated by "|": write ${writes}`, writes };
}

/** Types of attributes as other notations write them. */
export const remediesOfTypes: readonly LineRemedy[] = [
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*(?<at>int|Int|Integer|INT|long|short|float|double|Float|Double|decimal|Number|bool|Bool|Boolean|str|String|text|Duration)(?!\w)\s*,?/,
    remedy: (at) => {
      const type = TYPE_NAMES[at.slice(0, 3).toLowerCase()] ?? 'number';
      return { says: `A type is ${TYPES}: write ${type}`, writes: at.endsWith(',') ? `${type},` : type };
    },
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*(?<at>\?)\s*:\s*\w/,
    remedy: () => OPTIONAL_ATTRIBUTE,
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*\w+(?<at>\?)(?=$|[\s,}])/,
    remedy: () => OPTIONAL_ATTRIBUTE,
  },
  {
    block: /^Message$/,
    line: /(?<at>\b(?:const|final|let|mandatory|private|public|readonly|required|var))\s+\w+\s*:/,
    remedy: () => removePart('Attributes are required unless "optional" is written before them'),
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*(?<at>[[{(]\s*(?<list>(?:\w+|"[^"]*")(?:\s*[,|]\s*(?:\w+|"[^"]*"))+)\s*[\]})])/,
    remedy: (_, { list = '' }) => listOf(list),
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*(?<at>(?:enum|oneof|one of|union)\s*[[{(<]\s*(?<list>(?:\w+|"[^"]*")(?:\s*[,|]\s*(?:\w+|"[^"]*"))*)\s*[\]})>])/i,
    remedy: (_, { list = '' }) => listOf(list),
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*(?<at>(?:(?:array|list|set|optional|map)\s*(?:<|\[|\(|of\b).*?(?:[>\])]|\w+))|\w+\[\]|\w+\(\s*\d+\s*(?:,\s*\d+\s*)?\))(?=$|[\s,}])/i,
    remedy: () => `A type has no items, sizes, or parameters: write ${TYPES}`,
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*\w+\s*(?<at>=\s*(?:"[^"]*"|[\w.]+))/,
    remedy: () => removePart('An attribute has no default'),
  },
  {
    block: /^Message$/,
    line: /(?:^|[{,\s])(?<at>(?<type>string|integer|number|boolean|duration|int|bool|float|str)\s+(?<name>[A-Z]\w*))(?=$|[\s,;}])/,
    remedy: (_, { type = '', name = '' }) => ({
      says: `The name comes first: write "${name}: ${type}"`,
      writes: `${name}: ${type}`,
    }),
  },
  {
    block: /^Message$/,
    line: /(?<at>\b(?<name>[A-Za-z_]\w*)\s+(?<type>string|integer|number|boolean|duration)\s*:)(?=$|[\s,;}])/,
    remedy: (_, { name = '', type = '' }) => ({
      says: `The colon follows the name: write "${name}: ${type}"`,
      writes: `${name}: ${type}`,
    }),
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*(?<at>-?\d[\w.]*\s*(?:\.\.+|-|–)\s*\d[\w.]*|-?\d+(?:\.\d+)?(?!\s*\|)(?=$|[\s,}]))/,
    remedy: (at) => `A type is ${TYPES}: for a number, write ${/\d\.\d/.test(at) ? 'number' : 'integer'}`,
  },
  {
    block: /^Message$/,
    line: /\b\w+\s*:\s*(?<at>[a-z]\w*(?:\s*[,/]\s*[a-z]\w*)+)(?=$|[\s}])/,
    remedy: listOf,
  },
];
