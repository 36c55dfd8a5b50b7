import type { AstNode } from 'langium';
import * as ast from '../generated/ast.js';
import { type Candidate, type CandidateKind, ranks } from './candidate.js';
import type { Place } from './caret-place.js';
import { declared } from './name-candidates.js';
import type { VisibleNames } from './visible-names.js';
import { wordCandidates } from './word-candidates.js';

/** Completes inside a model: its own names, and the vocabulary. */
export class ModelCompletion {
  constructor(
    private readonly model: ast.Model,
    private readonly names: VisibleNames,
  ) {}

  /** Candidates for a place; undefined where models have nothing to say. */
  at(place: Place): readonly Candidate[] | undefined {
    switch (place.kind) {
      case 'role':
        return this.named('Role', 'role');
      case 'state':
        return this.named('State', 'state');
      case 'replaced-phase':
        return this.named('ModelPhase', 'model-phase');
      case 'condition':
        return [...this.named('Role', 'role'), ...this.named('Fact', 'fact'), ...wordCandidates(['none', 'some'])];
      case 'value': {
        const fact = this.names
          .declaredIn(this.model, 'Fact')
          .filter(ast.isFact)
          .find(({ name }) => name === place.fact);
        return (fact?.values ?? []).map((value) => this.candidate(value, value.name, 'value'));
      }
      case 'message':
        return declared(this.names.messages(), 'message', this.names, () => ranks.fitting);
      case 'protocol':
        return this.protocols(place.message, place.given);
      default:
        return undefined;
    }
  }

  private protocols(message: string | null, given: readonly string[]): Candidate[] {
    const allowed =
      message === null ? undefined : this.names.message(message)?.protocols.map(({ $refText }) => $refText);
    const visible = this.names.protocols().filter(({ name }) => !given.includes(name));
    return declared(visible, 'protocol', this.names, (name) => {
      if (allowed === undefined) return ranks.fitting;
      return allowed.includes(name) ? ranks.asked : ranks.wrong;
    });
  }

  private named(kind: 'Role' | 'State' | 'Fact' | 'ModelPhase', icon: CandidateKind): Candidate[] {
    return this.names.declaredIn(this.model, kind).flatMap((node) => {
      const name = (node as AstNode & { readonly name?: string }).name;
      return name === undefined ? [] : [this.candidate(node, name, icon)];
    });
  }

  private candidate(node: AstNode, label: string, kind: CandidateKind): Candidate {
    return { label, kind, detail: '', documentation: this.names.describe(node), rank: ranks.fitting };
  }
}
