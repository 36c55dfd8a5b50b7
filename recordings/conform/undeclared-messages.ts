import type { RecordedMessage } from '../readers/message-reader.js';
import type { UndeclaredMessage } from './summary-json.js';

/** Most names that are counted. */
const MAX_COUNTED = 10_000;
/** Most that are listed. */
const MAX_LISTED = 20;

/** Counts messages that no declaration has, by their name. */
export class UndeclaredMessages {
  private readonly byName = new Map<string, { times: number; readonly file: number; readonly line: number }>();

  add({ message, file, line }: RecordedMessage): void {
    const counted = this.byName.get(message);
    if (counted !== undefined) counted.times++;
    else if (this.byName.size < MAX_COUNTED) this.byName.set(message, { times: 1, file, line });
  }

  /** The most frequent first, each with its first place. @param fileNames by the file numbers in messages */
  mostFrequent(fileNames: readonly string[]): UndeclaredMessage[] {
    return [...this.byName]
      .map(([message, { times, file, line }]) => ({ message, times, file: fileNames[file] ?? null, line }))
      .sort((a, b) => b.times - a.times)
      .slice(0, MAX_LISTED);
  }
}
