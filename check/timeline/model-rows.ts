import { comparePositions } from '../../timeline/types/ranges.js';
import type { TimelineRow } from '../../timeline/types/timeline-row.js';
import { isArrowInferred, type Model, type ModelHeader, type ModelPhase, type Row } from '../model/model.js';

/** Collects the rows of the model that a timeline refers to, each once. */
export class ModelRows {
  readonly list: TimelineRow[] = [];
  private readonly indices = new Map<Row, number>();
  private readonly rows: Row[] = [];

  constructor(private readonly model: Model) {}

  /**
   * Index of a row in the list.
   * @param phase the model phase that it was compared with; a message of `anytime` belongs to none
   */
  indexOf(row: Row, phase: ModelPhase | null): number {
    let index = this.indices.get(row);
    if (index === undefined) {
      const anytime = phase === null || this.model.anytime.includes(row);
      const header = anytime ? this.headerOf(row) : phase.model;
      const document = header?.source?.text ?? null;
      const source = (anytime ? null : phase.source) ?? document;
      index = this.list.length;
      this.list.push({
        model: header?.name ?? '',
        phase: anytime ? null : phase.name,
        text: row.text,
        ...(row.ground === null ? {} : { ground: row.ground }),
        ...(header !== undefined && isArrowInferred(row, header) ? { arrowInferred: true } : {}),
        ...(row.withinMs === null ? {} : { withinMs: row.withinMs }),
        source,
        ...(document === null || document === source ? {} : { document }),
        uri: row.place.uri,
        range: row.place.range,
      });
      this.indices.set(row, index);
      this.rows.push(row);
    }
    return index;
  }

  /** The row with an index. */
  at(index: number): Row | undefined {
    return this.rows[index];
  }

  /** The model that a row belongs to: of those in its file, the last one that begins before it. */
  private headerOf({ place }: Row): ModelHeader | undefined {
    let found: ModelHeader | undefined;
    for (const header of this.model.headers) {
      const { start } = header.place.range;
      if (header.place.uri !== place.uri || comparePositions(start, place.range.start) >= 0) continue;
      if (found === undefined || comparePositions(start, found.place.range.start) >= 0) found = header;
    }
    return found;
  }
}
