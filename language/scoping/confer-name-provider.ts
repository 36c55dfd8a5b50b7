import { type AstNode, type CstNode, DefaultNameProvider } from 'langium';
import { nameNodeOf } from '../ast/name-node.js';

/** Finds names without looking through what they are names of. */
export class ConferNameProvider extends DefaultNameProvider {
  override getNameNode(node: AstNode): CstNode | undefined {
    return nameNodeOf(node);
  }
}
