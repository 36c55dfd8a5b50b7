import { DefaultTokenBuilder, type GrammarAST, RegExpUtils } from 'langium';

type TokenType = ReturnType<DefaultTokenBuilder['buildKeywordToken']>;

/** Langium's tokens, where each terminal's expression is taken apart once instead of once per keyword. */
export class ConferTokenBuilder extends DefaultTokenBuilder {
  private readonly beginnings = new Map<string, RegExp>();

  /** The terminals that a keyword can be the beginning of. */
  protected override findLongerAlt({ value }: GrammarAST.Keyword, terminals: TokenType[]): TokenType[] {
    return terminals.filter(({ PATTERN: pattern }) => {
      if (!(pattern instanceof RegExp)) return false;
      const [beginning = ''] = value.match(this.beginningOf(pattern)) ?? [];
      return beginning.length > 0;
    });
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
