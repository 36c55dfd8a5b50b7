import type { AstNode, Reference } from 'langium';
import type { Message, Protocol } from '../../check/index.js';
import type * as ast from '../generated/ast.js';

/** Finds the protocols and messages that references mean; names that do not resolve are reported once. */
export interface VocabularyLookup {
  /** Null if the name does not resolve and none is near; `exact` is false if the nearest is used. */
  protocol(
    reference: Reference<ast.Protocol> | undefined,
    holder: AstNode,
    property: string,
  ): { protocol: Protocol | null; exact: boolean };

  /** As `protocol`, for messages. */
  message(
    reference: Reference<ast.Message> | undefined,
    holder: AstNode,
    property: string,
  ): { message: Message | null; exact: boolean };
}
