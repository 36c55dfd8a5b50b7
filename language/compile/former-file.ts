import type { CstNode } from 'langium';
import type { Flow, Message, Model, Protocol } from '../../check/index.js';
import type * as ast from '../generated/ast.js';
import type { CompiledFlow } from './kept-parts.js';

/** What a file was compiled to before it was read again, by its nodes then. */
interface CompiledNodes {
  readonly protocols: ReadonlyMap<ast.Protocol, Protocol>;
  readonly messages: ReadonlyMap<ast.Message, Message>;
  readonly models: ReadonlyMap<ast.Model, { readonly model: Model }>;
  readonly flows: ReadonlyMap<ast.Flow, CompiledFlow>;
}

/** A declaration as it was compiled, and its text. */
interface FormerPart<T> {
  readonly text: CstNode | undefined;
  readonly value: T;
}

/** The declarations of a text before the file was read again, by name: each is given once, for it is kept once. */
export class FormerFile {
  private readonly protocols: Map<string, FormerPart<Protocol>>;
  private readonly messages: Map<string, FormerPart<Message>>;
  private readonly models: Map<string, FormerPart<Model>>;
  private readonly flows: Map<string, CompiledFlow>;

  constructor({ protocols, messages, models, flows }: CompiledNodes) {
    const text = ({ $cstNode }: ast.Protocol | ast.Message | ast.Model) => $cstNode;
    this.protocols = byName(protocols, (value, node) => ({ text: text(node), value }));
    this.messages = byName(messages, (value, node) => ({ text: text(node), value }));
    this.models = byName(models, ({ model: value }, node) => ({ text: text(node), value }));
    this.flows = byName(flows, (flow) => flow);
  }

  protocol({ name }: Protocol): FormerPart<Protocol> | undefined {
    return taken(this.protocols, name);
  }

  message({ name }: Message): FormerPart<Message> | undefined {
    return taken(this.messages, name);
  }

  model(name: string): FormerPart<Model> | undefined {
    return taken(this.models, name);
  }

  flow({ name }: Flow): CompiledFlow | undefined {
    return taken(this.flows, name);
  }
}

function byName<N extends { readonly name: string }, V, T>(
  parts: ReadonlyMap<N, V>,
  make: (value: V, node: N) => T,
): Map<string, T> {
  return new Map([...parts].map(([node, value]): [string, T] => [node.name, make(value, node)]));
}

function taken<T>(parts: Map<string, T>, name: string): T | undefined {
  const part = parts.get(name);
  parts.delete(name);
  return part;
}
