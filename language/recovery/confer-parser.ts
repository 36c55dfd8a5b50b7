import type { AstNode, CompositeCstNode, CstNode, LangiumCoreServices, ParseResult } from 'langium';
import { CstNodeBuilder, createParser, isCompositeCstNode, LangiumParser, type ParserOptions } from 'langium';
import type { Token, TokenTypes } from './automaton.js';
import { movedTexts } from './confer-lexer.js';
import type { MovedText } from './repair/token-repair.js';
import { wordsOf } from './word-rules.js';

/**
 * A parser whose syntax tree keeps the order of the text. A line that is read in another block than the one it is in is a
 * member of that block, but its words keep their offsets.
 */
class ConferParser extends LangiumParser {
  private readonly tokenTypes: TokenTypes;

  constructor(services: LangiumCoreServices) {
    super(services);
    this.tokenTypes = services.parser.Lexer.definition;
  }

  /**
   * A name is one of eighty words, in a chain of rules each of which leaves some out. It is taken by one look at the token:
   * the rules would make an alternative for each word, and a node of the tree for each rule.
   */
  override rule(rule: Parameters<LangiumParser['rule']>[0], read: Parameters<LangiumParser['rule']>[1]) {
    const words = wordsOf(rule, this.tokenTypes);
    if (words === undefined) return super.rule(rule, read);
    return super.rule(rule, (args) => {
      // While the grammar is recorded, and to report what is no such word, the rule is read as it is written.
      const word = this.isRecording() ? undefined : words.get(this.nextToken.tokenTypeIdx);
      if (word === undefined) read(args);
      else this.consume(1, word.tokenType, word.feature);
    });
  }

  private get nextToken(): Token {
    // Langium's own code asks for it so; the type keeps the method to Chevrotain's parsers.
    return (this.wrapper as unknown as { LA(distance: number): Token }).LA(1);
  }

  override parse<T extends AstNode = AstNode>(input: string, options?: ParserOptions): ParseResult<T> {
    const result = super.parse<T>(input, options);
    const root = result.value.$cstNode?.root;
    for (const text of root === undefined ? [] : movedTexts(result)) putBack(root, text);
    return result;
  }
}

/** The parser of a grammar, ready to parse. */
export function createConferParser(services: LangiumCoreServices): ConferParser {
  const parser = createParser(services.Grammar, new ConferParser(services), services.parser.Lexer.definition);
  parser.finalize();
  return parser;
}

/** Whether a node is written in another block than the one it is a member of. */
export function isMisplaced({ $cstNode: node, $container: container }: AstNode): boolean {
  if (node === undefined || container === undefined) return false;
  let around = node.container;
  while (around !== undefined && around.astNode === node.astNode) around = around.container;
  return around !== undefined && around.astNode !== container;
}

function putBack(root: CompositeCstNode | undefined, text: MovedText): void {
  if (root === undefined) return;
  const builder = new CstNodeBuilder();
  for (const node of nodesIn(root, text)) {
    builder.removeNode(node);
    const around = innermost(root, text);
    const next = around.content.findIndex(({ offset }) => offset > text.offset);
    builder.insertChildren(around, next < 0 ? around.content.length : next, [node]);
  }
}

/** The outermost nodes inside a stretch of the text. */
function nodesIn(parent: CompositeCstNode, text: MovedText): CstNode[] {
  return parent.content.flatMap((node) => {
    if (!isCompositeCstNode(node)) return [];
    if (node.content.length > 0 && node.offset >= text.offset && node.end <= text.end) return [node];
    return nodesIn(node, text);
  });
}

/** The innermost node around a stretch of the text. */
function innermost(parent: CompositeCstNode, text: MovedText): CompositeCstNode {
  for (const node of parent.content) {
    if (isCompositeCstNode(node) && node.offset < text.offset && node.end > text.end) return innermost(node, text);
  }
  return parent;
}
