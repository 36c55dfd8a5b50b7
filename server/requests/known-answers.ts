/** An answer that a client may have. */
export interface KnownAnswer<Answer> {
  readonly name: string;
  readonly answer: Answer;
}

/** The answers that clients have, by document, so that only later differences are sent. */
export class KnownAnswers<Answer> {
  private readonly answersByDocument = new Map<string, readonly KnownAnswer<Answer>[]>();
  /** Begins the names of answers: no two servers are started in one millisecond for one client. */
  private readonly series = Date.now().toString(36);
  private count = 0;

  /** @param most how many answers are remembered for each document */
  constructor(private readonly most: number) {}

  /** A name that no other answer has. */
  nextName(): string {
    return `${this.series}-${++this.count}`;
  }

  /** The answer of this name; undefined if it is not known any more. */
  find(uri: string, name: string | undefined): KnownAnswer<Answer> | undefined {
    return this.answersByDocument.get(uri)?.find((answer) => answer.name === name);
  }

  /** Remembers an answer. @param replaced names one that no client will name again */
  add(uri: string, name: string, answer: Answer, replaced?: string): void {
    const others =
      this.answersByDocument.get(uri)?.filter((other) => other.name !== replaced && other.name !== name) ?? [];
    this.answersByDocument.set(uri, [...others.slice(1 - this.most), { name, answer }]);
  }

  forget(uri: string): void {
    this.answersByDocument.delete(uri);
  }
}
