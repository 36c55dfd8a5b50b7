import { type LineRemedy, removePart, replaceWithWords } from './line-remedy.js';

/** The word that declares a role, or a participant that plays it, by how the file uses the role; null if it does not show. */
function kindOf(text: string, role: string): 'party' | 'system' | null {
  const declared = new RegExp(
    String.raw`^[ \t]*(?:optional\s+)?(?<kind>party|system)\s+(?:\^?${role}\b|\w.*\sas\s+(?:\w+\s*,\s*)*\^?${role}\b)`,
    'm',
  ).exec(text)?.groups?.kind;
  if (declared !== undefined) return declared === 'system' ? 'system' : 'party';
  return new RegExp(String.raw`\b(?:moves|needs|states)\s+${role}\b`).test(text) ? 'party' : null;
}

const BOTH = 'with "party", or with "system" if it has no states';
const title = String.raw`(?:\s+"[^"]*")?`;

/** Participants of flows and roles of models that are declared with the word of captures, or with words of other lines. */
export const remediesOfParticipants: readonly LineRemedy[] = [
  {
    block: /^Flow$/,
    line: /^(?<at>participant\s+(?<name>\w+)\s*[[({](?:\s*(?<title>"[^"]*"))?\s*(?:as\s+(?<role>\w+)\s*)?[\])}])$/,
    remedy: (_, { name = '', title: shown, role }, text) => {
      const kind = role === undefined ? null : kindOf(text, role);
      const parts = [kind ?? 'party', name, shown, role === undefined ? undefined : `as ${role}`];
      const writes = parts.filter((part) => part !== undefined).join(' ');
      const says = `A flow declares a participant ${BOTH}: write \`${writes}\``;
      return kind === null ? says : { says, writes };
    },
  },
  {
    block: /^Flow$/,
    line: new RegExp(String.raw`^(?<at>participant)\s+\w+${title}(?:\s+as\s+(?<role>\w+))?(?:$|\s.*$)`),
    remedy: (_, { role }, text) => {
      const kind = role === undefined ? null : kindOf(text, role);
      const remedy = replaceWithWords(`A flow declares a participant ${BOTH}`, kind ?? 'party');
      return kind === null ? remedy.says : remedy;
    },
  },
  {
    block: /^Model$/,
    line: new RegExp(String.raw`^(?<at>participant)\s+(?<role>\w+)${title}(?:$|\s.*$)`),
    remedy: (_, { role = '' }, text) => {
      const kind = kindOf(text, role);
      const remedy = replaceWithWords(`A model declares a role ${BOTH}`, kind ?? 'party');
      return kind === null ? remedy.says : remedy;
    },
  },
  {
    block: /^Flow$/,
    line: /^(?<at>(?<word>optional|repeated|pending))\s+(?:party|system)\b.*$/,
    remedy: (_, { word = '' }) =>
      removePart(
        word === 'optional'
          ? 'A role can be optional in a model, and a flow declares those who take part'
          : 'A flow declares each participant once',
      ),
  },
];
