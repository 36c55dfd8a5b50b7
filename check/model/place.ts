import type { Range } from '../../timeline/types/timeline.js';
import type { Movable } from './movable.js';

/** A place in a document. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** A place that looks up its range on access: there are many, few are ever shown, and they may move. */
export class LazyPlace<T> implements Place, Movable {
  /**
   * @param node what is there
   * @param locate gives its range; one function for all places of a kind
   */
  constructor(
    readonly uri: string,
    private node: T,
    private locate: (node: T) => Range,
  ) {}

  get range(): Range {
    return this.locate(this.node);
  }

  get contents(): readonly unknown[] {
    return [this.uri];
  }

  moveTo({ node, locate }: LazyPlace<T>): void {
    this.node = node;
    this.locate = locate;
  }

  /** The place as plain data, to be packed for another process. */
  toJSON(): Place {
    return plainPlace(this);
  }
}

/** A place that does not move. Numbers take a third of the memory that a range does. */
export class FixedPlace implements Place {
  private readonly startLine: number;
  private readonly startCharacter: number;
  private readonly endLine: number;
  private readonly endCharacter: number;

  constructor(
    readonly uri: string,
    { start, end }: Range,
  ) {
    this.startLine = start.line;
    this.startCharacter = start.character;
    this.endLine = end.line;
    this.endCharacter = end.character;
  }

  get range(): Range {
    return {
      start: { line: this.startLine, character: this.startCharacter },
      end: { line: this.endLine, character: this.endCharacter },
    };
  }

  /** The place as plain data, to be packed for another process. */
  toJSON(): Place {
    return plainPlace(this);
  }
}

/** A plain copy of a place, for related information. */
export function plainPlace(place: Place): { uri: string; range: Place['range'] } {
  return { uri: place.uri, range: place.range };
}
