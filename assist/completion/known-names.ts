import { ast } from '../../language/index.js';
import type { VisibleNames } from './visible-names.js';

/** Names for the placeholders of a snippet that must name something: by word of the snippet. */
export type KnownNames = ReadonlyMap<string, string>;

/** Names that the file has already, so that a snippet is without an error as it is inserted. */
export function knownNames(names: VisibleNames, model: ast.Model | undefined): KnownNames {
  const nameByWord = new Map<string, string>();
  const put = (word: string, name: string | undefined) => {
    if (name !== undefined) nameByWord.set(word, name);
  };
  put('Protocol', names.protocols()[0]?.name);
  if (model === undefined) return nameByWord;
  const roles = names.declaredIn(model, 'Role').filter(ast.isRole);
  const [first, second] = names.declaredIn(model, 'State').filter(ast.isState);
  const ends = endsOf(model, roles);
  put('role', ends.role);
  put('other', ends.other);
  put('timer', roles.find(({ kind }) => kind === 'system')?.name);
  put('party', roles.find(({ kind }) => kind === 'party')?.name);
  put('state', first?.name);
  put('target', second?.name);
  put('Message', messageOf(model, names, ends.protocols));
  return nameByWord;
}

interface Ends {
  readonly role?: string | undefined;
  readonly other?: string | undefined;
  /** Undefined if the model has no channel. */
  readonly protocols?: ReadonlySet<string>;
}

/** A party and a receiver that it may send to: by the first channel that allows it, otherwise the first system. */
function endsOf(model: ast.Model, roles: readonly ast.Role[]): Ends {
  const parties = new Set(roles.filter(({ kind }) => kind === 'party').map(({ name }) => name));
  for (const { left, right, direction, protocols } of model.members.filter(ast.isChannel)) {
    const ways = direction === '<->' ? [[left, right] as const, [right, left] as const] : [[left, right] as const];
    for (const [senders, receivers] of ways) {
      const role = senders.find(({ $refText }) => parties.has($refText))?.$refText;
      const other = receivers.find(({ $refText }) => $refText !== role)?.$refText;
      if (role !== undefined && other !== undefined) {
        return { role, other, protocols: new Set(protocols.map(({ $refText }) => $refText)) };
      }
    }
  }
  const named = (kind: ast.Role['kind']) => roles.find((role) => role.kind === kind)?.name;
  return { role: named('party'), other: named('system') };
}

/** A message that can travel between the two, a request sooner, and one that the model does not name yet. */
function messageOf(model: ast.Model, names: VisibleNames, protocols?: ReadonlySet<string>): string | undefined {
  const triggers = model.members
    .filter(ast.isModelPhase)
    .flatMap(({ members }) => members.filter(ast.isMessageTrigger));
  const named = new Set(triggers.map((trigger) => trigger.message?.$refText));
  const fitting = names
    .messages()
    .flatMap(({ node }) => (ast.isMessage(node) ? [node] : []))
    .filter((message) => protocols === undefined || message.protocols.some(({ $refText }) => protocols.has($refText)));
  const fresh = fitting.filter(({ name }) => !named.has(name));
  return (fresh.find(({ kind }) => kind === 'request') ?? fresh[0] ?? fitting[0])?.name;
}
