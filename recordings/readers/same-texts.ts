/** More texts than these are not remembered at once. */
const MAX_TEXTS = 50_000;

/** Gives equal texts one string: it does not keep the lines that they are cut from, and is looked up fast. */
export class SameTexts {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_TEXTS) this.known.clear();
    // A part of a text holds the whole: joined from its letters it is one of its own.
    const own = text.length < 13 ? text : [...text].join('');
    this.known.set(own, own);
    return own;
  }
}
