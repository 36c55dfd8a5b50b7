import type { AstNode, AstNodeDescription, LangiumDocument } from 'langium';
import { ast } from '../../language/index.js';
import { type Candidate, type CandidateKind, ranks } from './candidate.js';
import type { CompletionSite } from './completion-context.js';
import { durations } from './duration-candidates.js';
import type { ImportCandidates } from './import-candidates.js';
import { attributes, attributeValues, declared } from './name-candidates.js';
import type { VisibleNames } from './visible-names.js';
import { wordCandidates } from './word-candidates.js';

/** Completes inside a model: its own names, and the vocabulary. */
export class ModelCompletion {
  constructor(
    private readonly model: ast.Model,
    private readonly names: VisibleNames,
    private readonly imports: ImportCandidates,
    private readonly document: LangiumDocument,
    /** The part of the word at the caret that is before it. */
    private readonly written: string,
  ) {}

  /** Candidates for a place; undefined if it is no place of a model. */
  at(site: CompletionSite): readonly Candidate[] | undefined {
    switch (site.kind) {
      case 'role':
        return this.roles(site.of, site.sender ?? null).filter(({ label }) => !site.given.includes(label));
      case 'state':
        return this.states(site.of[0]);
      case 'replaced-phase':
        return this.named('ModelPhase', 'model-phase').filter(({ label }) => label !== site.by);
      case 'condition':
        return [...this.roles('party'), ...this.named('Fact', 'fact'), ...wordCandidates(['none', 'some'])];
      case 'value': {
        const fact = this.names
          .declaredIn(this.model, 'Fact')
          .filter(ast.isFact)
          .find(({ name }) => name === site.fact);
        return (fact?.values ?? []).map((value) => this.candidate(value, value.name, 'value'));
      }
      case 'message':
        return [...this.messages(site.sender, site.receivers), ...this.elsewhere('Message', this.names.messages())];
      case 'answered':
        return this.answered();
      case 'duration':
        return durations('30s', this.written);
      case 'attribute': {
        const message = this.names.message(site.message);
        return message === undefined ? [] : attributes(message, site.given, this.names, false);
      }
      case 'attribute-value': {
        const message = this.names.message(site.message);
        return message === undefined ? [] : attributeValues(message, site.attribute, this.written);
      }
      case 'protocol':
        return [...this.protocols(site.message, site.given), ...this.elsewhere('Protocol', this.names.protocols())];
      default:
        return undefined;
    }
  }

  /** Messages that a channel between the two carries come first. */
  private messages(sender: string | null, receivers: readonly string[]): Candidate[] {
    const carried = new Set(
      this.model.members.filter(ast.isChannel).flatMap((channel) => carries(channel, sender, receivers)),
    );
    return this.names.messages().flatMap((description) => {
      const { node } = description;
      const fits = ast.isMessage(node) && node.protocols.some(({ $refText }) => carried.has($refText));
      return declared([description], 'message', this.names, () => (fits ? ranks.required : ranks.possible));
    });
  }

  private protocols(message: string | null, given: readonly string[]): Candidate[] {
    const allowed =
      message === null ? undefined : this.names.message(message)?.protocols.map(({ $refText }) => $refText);
    const visible = this.names.protocols().filter(({ name }) => !given.includes(name));
    return declared(visible, 'protocol', this.names, (name) => {
      if (allowed === undefined) return ranks.possible;
      return allowed.includes(name) ? ranks.required : ranks.illegal;
    });
  }

  /** Requests, then what may be one; events answer and are not answered. */
  private answered(): Candidate[] {
    const ranked = { request: ranks.required, message: ranks.possible, event: ranks.unlikely };
    return this.names.messages().flatMap((description) => {
      const { node } = description;
      return declared([description], 'message', this.names, () =>
        ast.isMessage(node) ? ranked[node.kind] : ranks.unlikely,
      );
    });
  }

  private elsewhere(kind: 'Message' | 'Protocol', visible: readonly AstNodeDescription[]): Candidate[] {
    return this.imports.declared(this.document, kind, this.names, new Set(visible.map(({ name }) => name)));
  }

  /** Roles of a kind; those that a channel leads to from a sender come first. */
  private roles(of: 'party' | 'system' | null, sender: string | null = null): Candidate[] {
    const roles = this.names.declaredIn(this.model, 'Role').filter(ast.isRole);
    const channels = this.model.members.filter(ast.isChannel);
    const found = roles.flatMap((role) => {
      if (role.name === undefined || (of !== null && role.kind !== of)) return [];
      return [this.candidate(role, role.name, 'role')];
    });
    if (sender === null || channels.length === 0) return found;
    return found.map((role) => {
      const isReached = channels.some((channel) => carries(channel, sender, [role.label]).length > 0);
      return isReached ? role : { ...role, rank: ranks.unlikely };
    });
  }

  /** The states that a role's party can be in: its own if it has any. A fact is in none. */
  private states(role: string | undefined): Candidate[] {
    const roles = this.names.declaredIn(this.model, 'Role').filter(ast.isRole);
    const all = this.named('State', 'state');
    if (!roles.some(({ name }) => name === role)) {
      const isFact = this.names.declaredIn(this.model, 'Fact').some((fact) => ast.isFact(fact) && fact.name === role);
      return isFact ? [] : all;
    }
    const lists = this.model.members.filter(ast.isStateList);
    const own = lists.filter((list) => list.role?.$refText === role);
    const shown = own.length > 0 ? own : lists.filter((list) => list.role === undefined);
    const names = new Set(shown.flatMap((list) => list.states.map(({ name }) => name)));
    return all.filter(({ label }) => names.has(label));
  }

  private named(kind: 'State' | 'Fact' | 'ModelPhase', icon: CandidateKind): Candidate[] {
    return this.names.declaredIn(this.model, kind).flatMap((node) => {
      const name = (node as AstNode & { readonly name?: string }).name;
      return name === undefined ? [] : [this.candidate(node, name, icon)];
    });
  }

  private candidate(node: AstNode, label: string, kind: CandidateKind): Candidate {
    return { label, kind, detail: '', documentation: this.names.describe(node), rank: ranks.possible };
  }
}

/** Protocols on which a channel lets a role send to others. */
function carries(channel: ast.Channel, sender: string | null, receivers: readonly string[]): string[] {
  const [receiver] = receivers;
  if (sender === null || receiver === undefined) return [];
  const meets = (from: ast.Channel['left'], to: ast.Channel['left']) =>
    from.some(({ $refText }) => $refText === sender) && to.some(({ $refText }) => $refText === receiver);
  const mayMean =
    meets(channel.left, channel.right) || (channel.direction === '<->' && meets(channel.right, channel.left));
  return mayMean ? channel.protocols.map(({ $refText }) => $refText) : [];
}
