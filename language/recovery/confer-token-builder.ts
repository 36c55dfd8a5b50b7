import { DefaultTokenBuilder, GrammarAST, RegExpUtils } from 'langium';

type TokenType = ReturnType<DefaultTokenBuilder['buildKeywordToken']>;

/**
 * Langium's tokens, with less work: each terminal's expression is taken apart once instead of once per keyword, and all
 * rules of a grammar are taken as they are, without a search for those that others call.
 */
export class ConferTokenBuilder extends DefaultTokenBuilder {
  private readonly beginnings = new Map<string, RegExp>();

  override buildTokens({ rules }: GrammarAST.Grammar): TokenType[] {
    const terminals = rules.filter(GrammarAST.isTerminalRule).filter(({ fragment }) => !fragment);
    const types = terminals.map((rule) => this.buildTerminalToken(rule));
    const keywords = new Map<string, GrammarAST.Keyword>();
    for (const rule of rules) {
      if (GrammarAST.isParserRule(rule)) collectKeywords(rule.definition, keywords);
    }
    const byLength = [...keywords.values()].sort((a, b) => b.value.length - a.value.length);
    return [...byLength.map((keyword) => this.buildKeywordToken(keyword, types, false)), ...types];
  }

  /** The terminals that a keyword can be the beginning of. */
  protected override findLongerAlt({ value }: GrammarAST.Keyword, terminals: TokenType[]): TokenType[] {
    return terminals.filter(({ PATTERN: pattern }) => {
      if (!(pattern instanceof RegExp)) return false;
      const [beginning = ''] = value.match(this.beginningOf(pattern)) ?? [];
      return beginning.length > 0;
    });
  }

  /** A comment that is not closed is not searched for its end once more for each that follows. */
  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): TokenType {
    const type = super.buildTerminalToken(terminal);
    if (terminal.name === 'ML_COMMENT') {
      type.PATTERN = blockComment;
      type.LINE_BREAKS = true;
      type.START_CHARS_HINT = ['/'];
    }
    return type;
  }

  private beginningOf({ source }: RegExp): RegExp {
    let expression = this.beginnings.get(source);
    if (expression === undefined) {
      expression = RegExpUtils.partialRegExp(`^${source}$`);
      this.beginnings.set(source, expression);
    }
    return expression;
  }
}

/** A text, and an offset after which no comment is closed in it. */
let unclosed = { text: '', from: 0 };

/** Matches from slash and star to star and slash, whatever is between. */
function blockComment(text: string, offset: number): RegExpExecArray | null {
  if (!text.startsWith('/*', offset) || (unclosed.text === text && offset >= unclosed.from)) return null;
  const close = text.indexOf('*/', offset + 2);
  if (close < 0) {
    unclosed = { text, from: offset };
    return null;
  }
  return [text.slice(offset, close + 2)] as unknown as RegExpExecArray;
}

/** Collects the keywords of an element of the grammar, each as it is first met. */
function collectKeywords(element: GrammarAST.AbstractElement, keywords: Map<string, GrammarAST.Keyword>): void {
  if (GrammarAST.isKeyword(element)) {
    if (!keywords.has(element.value)) keywords.set(element.value, element);
  } else if (GrammarAST.isAssignment(element)) {
    collectKeywords(element.terminal, keywords);
  } else if (GrammarAST.isCrossReference(element)) {
    if (element.terminal !== undefined) collectKeywords(element.terminal, keywords);
  } else if (GrammarAST.isGroup(element) || GrammarAST.isAlternatives(element)) {
    for (const inner of element.elements) collectKeywords(inner, keywords);
  }
}
