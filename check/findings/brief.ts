/** Limit on the characters of a finding's brief: the room of the timeline's notes. */
export const MAX_BRIEF_LENGTH = 60;

/** A name is not cut shorter than this, so that it can still be recognized. */
const MIN_NAME_LENGTH = 8;

/**
 * A finding's brief: tags a template whose values are names, and cuts the longest of these in the middle until all
 * fits.
 * @returns at most `MAX_BRIEF_LENGTH` characters
 */
export function brief(texts: TemplateStringsArray, ...names: readonly string[]): string {
  const cut = [...names];
  let excess = texts.join('').length + cut.join('').length - MAX_BRIEF_LENGTH;
  while (excess > 0) {
    const index = cut.reduce((longest, name, at) => (name.length > (cut[longest]?.length ?? 0) ? at : longest), 0);
    const name = cut[index] ?? '';
    if (name.length <= MIN_NAME_LENGTH) break;
    const shorter = shortened(name, name.length - 1);
    excess -= name.length - shorter.length;
    cut[index] = shorter;
  }
  const text = texts.map((part, index) => part + (cut[index] ?? '')).join('');
  return text.length <= MAX_BRIEF_LENGTH ? text : `${text.slice(0, MAX_BRIEF_LENGTH - 1)}…`;
}

/** A name with its middle left out: `Interac…Server`. */
function shortened(name: string, length: number): string {
  const plain = name.replace('…', '');
  const head = Math.ceil((length - 1) / 2);
  return `${plain.slice(0, head)}…${plain.slice(plain.length - (length - 1 - head))}`;
}

/** Several names as a brief lists them: `Alice, Bob`, and of many the first with the number of the others. */
export function briefList(names: readonly string[]): string {
  if (names.length <= 2) return names.join(', ');
  return `${names[0] ?? ''} and ${names.length - 1} more`;
}

/**
 * The brief of a message that says its point first: the message, otherwise its first sentence, otherwise what is before
 * its first colon.
 * @param otherwise for a message none of which is short enough
 */
export function briefOf(message: string, otherwise: string): string {
  const [sentence = ''] = message.split(/\.(?:\s|$)/, 1);
  const [head = ''] = message.split(/:\s/, 1);
  const whole = message.replace(/\.$/, '');
  const isShort = (text: string) => text.length <= MAX_BRIEF_LENGTH && text.split('"').length % 2 === 1;
  return [whole, sentence, head].find(isShort) ?? otherwise;
}
