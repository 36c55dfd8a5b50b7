import { joinWithAnd } from '../../timeline/types/join-words.js';
import * as ast from '../generated/ast.js';

/** What the ends of a step or row are, if all that are unknown are names of the other side. */
export interface ExchangedEnds<T> {
  /** The unknown ends, the first of which is reported. */
  readonly references: readonly T[];
  /** What to write instead. */
  readonly remedy: string;
  /** Names of the other side that are meant, in the order of the ends; null for an end of which several may be. */
  readonly meant: readonly (string | null)[];
}

/** A reference by its text. */
interface Named {
  readonly $refText: string;
}

/**
 * Recognizes a step with the roles of a model for its ends, or a row with the participants of a flow.
 * @param ends names of single ends; null for what is no name
 * @param isKnown whether a name is one of its own side
 * @param meant names of the other side's that stand for a name; undefined if it is none of the other side
 * @param says what the name of an unknown end is, or those of several, and the remedy with the arrow that is meant; the
 *   arrow is null if it is not known
 * @returns null if all ends are known, or one of them is unknown on both sides
 */
export function exchangedEnds<T extends Named>(
  ends: readonly (T | null)[],
  isKnown: (name: string) => boolean,
  meant: (name: string) => readonly string[] | undefined,
  says: {
    readonly one: string;
    readonly several: string;
    readonly remedy: (arrow: string | null, isOne: boolean) => string;
  },
): ExchangedEnds<T> | null {
  const references = ends.filter((end) => end !== null && !isKnown(end.$refText)) as T[];
  const others = references.map(({ $refText: name }) => meant(name));
  if (references.length === 0 || others.includes(undefined)) return null;
  const instead = ends.map((end) => {
    if (end === null) return null;
    const [only, another] = isKnown(end.$refText) ? [end.$refText] : (meant(end.$refText) ?? []);
    return another === undefined ? (only ?? null) : null;
  });
  const names = [...new Set(references.map(({ $refText: name }) => `"${name}"`))];
  const isOne = names.length === 1;
  const [sender, ...receivers] = instead;
  const arrow = instead.includes(null) ? null : `${sender} -> ${receivers.join(', ')}`;
  const what = `${joinWithAnd(names)} ${isOne ? `is ${says.one}` : `are ${says.several}`}`;
  return { references, remedy: `${what}. ${says.remedy(arrow, isOne)}.`, meant: instead };
}

/** The participants of flows in a model's file that follow the model, with the names of the roles they play. */
export function participantsOf(model: ast.Model): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const file = model.$container;
  if (!ast.isConferFile(file)) return found;
  for (const flow of file.declarations.filter(ast.isFlow)) {
    if (!flow.models.some(({ $refText }) => $refText === model.name)) continue;
    for (const participant of flow.members.filter(ast.isParticipant)) {
      const roles = participant.roles.map(({ $refText }) => $refText);
      if (participant.name !== undefined) found.set(participant.name, roles);
    }
  }
  return found;
}
