import { type Habit, instead, row, where } from './habit.js';

/** A character in the first word of a line of at least four letters. */
const within = (character: string): Habit => instead(/^(\s*\w\w)(\w\w)/, `$1${character}$2`);
const arrow = (written: string): Habit => instead(/ -> /, ` ${written} `);
/** Signs outside of strings, expressions and comments. */
const signs = (sign: RegExp, written: string): Habit =>
  where(sign, (line) =>
    line
      .split(/("[^"]*"|\/.*)/)
      .map((part, at) => (at % 2 === 0 ? part.replace(sign, written) : part))
      .join(''),
  );
const title = (open: string, close: string): Habit => instead(/"([^"]+)"/, `${open}$1${close}`);

/** Characters that a program writes for those of the keyboard: a finding each, at the character. */
export const habitsOfCharacters: Readonly<Record<string, Habit>> = {
  'full-width colon': instead(/ : /, ' ： '),
  'full-width colon without spaces': instead(/ : /, '：'),
  'full-width colon of an attribute': signs(/(\w): /, '$1：'),
  'full-width comma': signs(/, /, '，'),
  'ideographic comma': signs(/, /, '、'),
  'full-width commas': signs(/, /g, '，'),
  'full-width parentheses': signs(/\(([^()"]*)\)/, '（$1）'),
  'full-width opening parenthesis': signs(/\(/, '（'),
  'full-width closing parenthesis': signs(/\)/, '）'),
  'full-width opening brace': signs(/\{/, '｛'),
  'full-width closing brace': signs(/\}$/, '｝'),
  'full-width braces': signs(/\{(.*)\}/, '｛$1｝'),
  'full-width bar': signs(/ \| /, '｜'),
  'full-width semicolon': instead(/(?<=[\w"])$/, '；'),
  'full-width arrow': arrow('－＞'),
  'ideographic full stop': instead(/(?<=[\w"])$/, '。'),
  'full-width row': where(row, (line) => line.replaceAll(' : ', '：').replaceAll(', ', '，').replaceAll('(', '（')),
  'arrow –>': arrow('–>'),
  'arrow ⟶': arrow('⟶'),
  'arrow ⇒': arrow('⇒'),
  'arrow →': arrow('→'),
  'arrow without spaces →': instead(/ -> /, '→'),
  'arrow ‑>': arrow('‑>'),
  'arrow −>': arrow('−>'),
  'arrow ➜': arrow('➜'),
  'arrow –': arrow('–'),
  'arrow —': arrow('—'),
  'arrow -&gt;': arrow('-&gt;'),
  'arrow <-&gt;': instead(/ <-> /, ' &lt;-&gt; '),
  'title “ ”': title('“', '”'),
  'title „ “': title('„', '“'),
  'title ‘ ’': title('‘', '’'),
  'title « »': title('«', '»'),
  'title ″ ″': title('″', '″'),
  'title ＂ ＂': title('＂', '＂'),
  'title “ "': title('“', '"'),
  'title " ”': title('"', '”'),
  'title &quot;': title('&quot;', '&quot;'),
  'zero-width space in a word': within('\u200b'),
  'zero-width joiner in a word': within('\u200d'),
  'word joiner in a word': within('\u2060'),
  'byte order mark in a word': within('\ufeff'),
  'soft hyphen in a word': within('\u00ad'),
  'zero-width space before a word': instead(/^(\s*)(?=\S)/, '$1\u200b'),
  'zero-width space at the end': instead(/$/, '\u200b'),
  'left-to-right mark before an arrow': instead(/ ->/, ' \u200e->'),
  'zero-width space in an arrow': instead(/->/, '-\u200b>'),
  'direction marks around a name': where(row, (line) => line.replace(/(\w+)( ->)/, '\u2066$1\u2069$2')),
};
