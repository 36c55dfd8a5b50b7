import type { ExpectedToken } from '../parser-state.js';
import { type TokenStream, UNREADABLE } from '../token-stream.js';
import { braceBalance } from './braces.js';
import {
  isBlockEnd,
  isBullet,
  isComment,
  isFiller,
  isNearlyName,
  isQuoted,
  isQuotedName,
  isTwoWay,
  isUndirected,
  isUnquoted,
  looksLikeArrow,
  mayMean,
  writableName,
} from './intended-words.js';
import { isSynonym } from './synonyms.js';
import type { PassedLine } from './token-edit.js';

/** Cost of inserting a token, by its kind. */
const COST_OF_KIND = { sign: 10, word: 12, name: 11, literal: 11 } as const;

/** Cost of inserting a brace that the balance of braces does not require. */
const UNBALANCED_COST = 6;

const word = /^[_a-zA-Z\u00aa-\uffdc]/;

/**
 * How unlikely it is that an author meant a text to read as an edit makes it, in tenths of a missing sign. What is left
 * out at the end of a line is likelier than in its middle, a misspelled word likelier than another one.
 */
export class RepairCosts {
  /** Costs of replacing a token, by its index and the expected token: a search asks from many states. */
  private readonly replacements: Map<number, number>[] = [];
  /** How many more `{` than `}` the text has: if one of them is not missing, it is unlikely to be meant. */
  private readonly balance: number;

  /**
   * @param closing tokens before which the indentation says that a `}` is missing
   * @param opening tokens before which it says that a line is missing that opens their block
   */
  constructor(
    private readonly stream: TokenStream,
    private readonly closing: ReadonlySet<number>,
    private readonly opening: ReadonlySet<number>,
  ) {
    this.balance = braceBalance(stream.tokens);
  }

  /** @param within whether the mistake is after the first two tokens of the line */
  line({ message }: PassedLine, within: boolean): number {
    return message !== null ? 5 : within ? 20 : 11;
  }

  /** @param again whether something else is missing right before it */
  insert({ kind, text, begins, rule }: ExpectedToken, index: number, again: boolean): number {
    const atEnd = this.stream.startsLine(index) || this.imageOf(index) === '}';
    if (text === '}') {
      return this.closing.has(index)
        ? 2
        : (this.stream.startsLine(index) ? 8 : 13) + (this.balance <= 0 ? UNBALANCED_COST : 0);
    }
    // States on lines of their own.
    if (text === ',' && rule === 'StateList' && this.stream.isListed(index)) return 2;
    // `states role a, b`.
    if (text === ':' && rule === 'StateList' && this.stream.isRole(index - 1) && !atEnd) return 5;
    // Between two words of a list a comma is missing sooner than a colon.
    const unbalanced = text === '{' && this.balance >= 0 ? UNBALANCED_COST : 0;
    // A channel whose direction is not written may have both.
    const cost = unbalanced + (text === ':' ? 11 : text === '<->' ? 9 : COST_OF_KIND[kind]);
    if (begins && !this.stream.startsLine(index)) return cost + 10;
    if (this.opening.has(index)) return text === '{' && !again ? this.ofBrace(index) : begins || again ? 2 : cost;
    if (again) return kind === 'word' ? 7 : 4 + unbalanced;
    // A word alone on its line is more likely to begin a member than to continue the list above.
    if (text === ',' && rule !== 'Scenario' && this.isAlone(index)) return cost + 15;
    return atEnd && kind !== 'sign' && !begins ? cost - (kind === 'word' ? 2 : 4) : cost;
  }

  private isAlone(index: number): boolean {
    return this.stream.startsLine(index) && this.stream.startsLine(index + 1) && word.test(this.imageOf(index));
  }

  /** Cost of a missing `{` before a block's first line: a blank line suggests that its head is missing too. */
  private ofBrace(index: number): number {
    const [before, first] = [this.stream.tokens[index - 1], this.stream.tokens[index]];
    return (first?.startLine ?? 0) > (before?.endLine ?? 0) + 1 ? 10 : 2;
  }

  /** @param again whether the token before it is deleted too */
  delete(index: number, again: boolean): number {
    const image = this.imageOf(index);
    if (isComment(image)) return 2;
    if (isBullet(image) && this.stream.startsLine(index)) return 3;
    if (/^[[({?]$/.test(image) && this.stream.startsLine(index)) return 5;
    if (/^[\])}]$/.test(image) && this.stream.startsLine(index + 1) && this.stream.typeAt(index) === UNREADABLE)
      return 5;
    if (this.stream.typeAt(index) === UNREADABLE) {
      return image.endsWith('{') ? 3 : /^[$€£/\\&]$/.test(image) && this.stream.startsLine(index) ? 5 : 9;
    }
    const [before, after] = [this.imageOf(index - 1), this.imageOf(index + 1)];
    // A list that ends with a comma, before the next member or the message.
    if (image === ',' && (after === ':' || this.stream.startsMember(index + 1))) return 4;
    // `role states: a, b`.
    if (after === 'states' && this.stream.startsLine(index) && !this.stream.startsLine(index + 1)) return 4;
    // `next: A`, as in YAML.
    if (image === ':' && this.stream.startsLine(index - 1) && this.stream.isWordOfLanguage(index - 1)) return 7;
    if (image === '->' && /^(?:next|start)$/.test(before) && this.stream.startsLine(index - 1)) return 5;
    if (image === ':' && before === 'pending') return 4;
    if (before === 'start' && /^(?:at|by|from|in|with)$/.test(image) && this.stream.isPhase(index + 1)) return 4;
    // Conditions have no parentheses, unlike in other languages.
    if (image === '(' && /^(?:if|when|needs)$/.test(before)) return 3;
    const isOfRole = this.stream.isRole(index - 1);
    if (image === 'not' && (isOfRole || /^(?:when|needs|and|is)$/.test(before))) return 5;
    // `needs role = state`, `needs role in state`.
    if (isOfRole && /^(?:in|=|==|:)$/.test(image) && /^\w/.test(after) && this.isCondition(index)) return 4;
    // `-> Message`, without a sender; `next A |` and `next B` on the next line.
    const isShort = this.stream.startsLine(index) && this.stream.startsLine(index + 2);
    if (image === '->' && isShort && !this.stream.isPhase(index + 1)) return 5;
    if (image === 'next' && before === '|') return 4;
    if (image === ')' && after === '{') return 5;
    if (isFiller(image, before, after) && !this.stream.startsLine(index))
      return /^(?:all|states)$/.test(before) || /^(?:an?|the)$/.test(image) ? 4 : 13;
    if (word.test(image)) return image === before ? 8 : again ? 12 : 20;
    if (/^["\d-]\S/.test(image) || /^\d/.test(image)) return again ? 12 : 18;
    return again ? 8 : 13;
  }

  replace(index: number, wanted: ExpectedToken): number {
    const costByToken = (this.replacements[index] ??= new Map<number, number>());
    // A token is of one kind wherever the grammar has it; of its rule the costs only ask these.
    const ofRules = ['StateList', 'Message', 'FlowPhase'].map((rule) => wanted.rule === rule);
    const flags = [wanted.begins, wanted.refersTo === null, ...ofRules];
    const key = flags.reduce((bits, flag) => bits * 2 + (flag ? 1 : 0), wanted.token);
    let cost = costByToken.get(key);
    if (cost === undefined) {
      cost = this.replacement(index, wanted);
      costByToken.set(key, cost);
    }
    return cost;
  }

  private replacement(index: number, wanted: ExpectedToken): number {
    const image = this.imageOf(index);
    const within = wanted.begins && !this.stream.startsLine(index);
    // A phase follows one phase: what follows another separator is not the rest of its name.
    if (wanted.text === '.' && /^(?:,|and|is|or)$/.test(image)) return 24;
    // The state of a role has no `is` before it.
    if (wanted.text === 'is' && this.stream.isRole(index - 1) && this.isCondition(index)) return 24;
    if (image === '->' && wanted.text === 'is' && this.imageOf(index - 1) === 'start') return 24;
    // An arrow leads to a phase, or to a receiver whose sender is missing.
    if (image === '->' && wanted.text === 'next' && !this.stream.isPhase(index + 1)) return 24;
    if (this.stream.typeAt(index) === UNREADABLE) {
      // A sign that begins a line stands for no word within it.
      const isWithin = wanted.text === '(' || (wanted.kind === 'word' && !wanted.begins);
      const isFirst = isWithin && this.stream.startsLine(index) && !word.test(image);
      return ofUnreadable(image, wanted) + (within || isFirst ? 10 : 0);
    }
    // A fact has no such words before its value, and a participant has them before its role.
    const isOfOther = wanted.text === 'is' && wanted.rule !== 'FlowPhase' && /^(?:as|follows)$/.test(image);
    if (wanted.kind === 'word' && !isOfOther && isSynonym(image, wanted.text)) {
      // The first word of a line rather begins a member than goes on with the one above.
      const continues = !wanted.begins && this.stream.startsLine(index) ? 2 : 0;
      return (this.stream.isWordOfLanguage(index) ? 12 : 6) + (within ? 10 : 0) + continues;
    }
    if (word.test(image)) {
      if (wanted.text === '(' && /^(?:with|where|using|by)$/.test(image)) return 6;
      if (/^(?:,|<->)$/.test(wanted.text) && /^(?:and|or)$/.test(image)) return 12;
      if (wanted.text === '|' && image === 'or') return 9;
      const ofLanguage = this.stream.isWordOfLanguage(index);
      const forSign = ofLanguage && !this.stream.startsLine(index) ? 16 : 26;
      if (wanted.kind === 'word') {
        if (mayMean(image, wanted.text)) return (ofLanguage ? 18 : 6) + (within ? 10 : 0);
        // Protocols after the attributes of a message declare none.
        return image === 'on' && wanted.text === 'protocol' ? 30 : 20;
      }
      return wanted.kind === 'literal' ? 17 : wanted.kind === 'name' ? 15 : forSign;
    }
    if (wanted.kind === 'name' && isQuotedName(image)) {
      // A title before the name, or without a name: no declaration has that name elsewhere.
      const isBefore = !this.stream.startsLine(index + 1) && this.stream.typeAt(index + 1) === wanted.token;
      const isTitle = isBefore || (wanted.refersTo === null && !this.stream.hasWord(writableName(image)));
      return within || isTitle ? 20 : 5;
    }
    // A time is no name, whatever the word before it is read as.
    const isTime = /^\d/.test(image) && /^(?:after|to|within)$/.test(this.imageOf(index - 1));
    if (isTime && wanted.kind === 'name') return 30;
    const literal = /^"|^-?\d/.test(image);
    if (literal) return wanted.kind === 'literal' ? 10 : wanted.kind === 'name' ? 17 : 30;
    if (image === ':' && wanted.text === 'is') return 9;
    if (image === ':' && wanted.text === 'on') return 10;
    if (image === '(' && (wanted.text === 'is' || wanted.text === 'as')) return 8;
    if (wanted.text === ',' && (image === '|' || (image === '->' && wanted.rule === 'StateList'))) return 9;
    return wanted.kind === 'sign' ? 12 : wanted.kind === 'word' ? 24 : 20;
  }

  /** Whether a token is in the conditions of `needs` or `when`. */
  private isCondition(index: number): boolean {
    let start = index;
    while (!this.stream.startsLine(start)) start--;
    return /^(?:needs|when)$/.test(this.imageOf(start));
  }

  private imageOf(index: number): string {
    return this.stream.tokens[index]?.image ?? '';
  }
}

function ofUnreadable(image: string, { kind, text, rule }: ExpectedToken): number {
  if (isComment(image)) return 40;
  if (text === '}' && isBlockEnd(image)) return 1;
  if (isQuoted(image) || isUnquoted(image)) return kind === 'literal' && text === 'STRING' ? 4 : 20;
  if (text === '<->' && (isTwoWay(image) || isUndirected(image))) return 3;
  if (text === '->' && looksLikeArrow(image)) return image === '=' ? 9 : 4;
  if (text === ',' && rule === 'StateList' && looksLikeArrow(image) && !/^=+$/.test(image)) return 6;
  if (kind === 'word' && isSynonym(image, text)) return 6;
  if (kind === 'name' && isNearlyName(image)) return 4;
  if (image.startsWith('=') && (text === ':' || text === 'is')) return 7;
  if (text === '|' && /^[/|;&]+$/.test(image)) return 5;
  if (text === '}' && image === ']') return 4;
  if ((text === '(' && image === '{') || (text === ')' && image === '}')) return 4;
  if (text === 'is' && rule === 'FlowPhase' && /^[[<]$/.test(image)) return 8;
  if (text === ',' && /^(?:;|&+|\+)$/.test(image) && rule !== 'Message') return 8;
  return text === '<->' ? 10 : kind === 'sign' ? 11 : kind === 'word' ? 14 : 13;
}
