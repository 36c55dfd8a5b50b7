import type { VNode } from 'preact';
import { counted } from '../../../timeline/types/counted.js';
import {
  neverRecorded,
  type RecordedModel,
  type RecordedReport,
  rowsNotCaptured,
} from '../../../timeline/types/recorded-report.js';
import type { Range } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { countsText } from './counts-text.js';
import { CoveragePart } from './coverage-part.js';

export interface RecordedPartsProps {
  readonly recorded: RecordedModel;
  readonly actions: AppActions;
}

/** What a recording has of a model: first what never occurred, then how often each part did. */
export function RecordedParts({ recorded: { model, uri, report }, actions }: RecordedPartsProps): VNode {
  const never = neverRecorded(report);
  const occurred = occurredParts(report);
  const unseen = rowsNotCaptured(report);
  const { phases, rows, outcomes } = report.counts;
  const counts = countsText([
    [phases, 'phases'],
    [rows, 'messages'],
    [outcomes, 'outcomes'],
  ]);
  const part = (icon: 'dash' | 'check', text: string, note: string, range: Range) => (
    <li key={`${text} ${range.start.line}`}>
      <CoveragePart
        icon={icon}
        text={text}
        note={note}
        title="Open in the model"
        run={() => actions.open({ uri, range })}
      />
    </li>
  );
  return (
    <>
      <h3>Recording</h3>
      <p class="counts">{`${counted(report.interactions, 'interaction')} · ${counts}`}</p>
      {unseen > 0 && <p class="hint">{`${counted(unseen, 'message')} on protocols that were not recorded`}</p>}
      {never.length > 0 && (
        <ul aria-label={`Never recorded in ${model}`}>
          {never.map(({ text, range }) => part('dash', text, 'never recorded', range))}
        </ul>
      )}
      {occurred.length > 0 && (
        <details>
          <summary>{`${counted(occurred.length, 'part')} recorded`}</summary>
          <ul aria-label={`Recorded in ${model}`}>
            {occurred.map(({ text, note, range }) => part('check', text, note, range))}
          </ul>
        </details>
      )}
    </>
  );
}

interface OccurredPart {
  readonly text: string;
  /** How often it occurred. */
  readonly note: string;
  readonly range: Range;
}

/** The parts that occurred: each phase with its messages, optional ones too, then the outcomes. */
function occurredParts({ phases, rows, outcomes }: RecordedReport): OccurredPart[] {
  return [
    ...phases.flatMap(({ name, times, range }) => [
      ...(times > 0 ? [{ text: name, note: `${times}×`, range }] : []),
      ...rows
        .filter((row) => row.phase === name && row.times > 0)
        .map((row) => ({ text: `${name}: ${row.row}`, note: rowNote(row), range: row.range })),
    ]),
    ...outcomes
      .filter(({ times }) => times > 0)
      .map(({ of, outcome, times, range }) => ({ text: `${of} → ${outcome}`, note: `${times}×`, range })),
  ];
}

function rowNote({ times, missing }: RecordedReport['rows'][number]): string {
  return missing === 0 ? `${times}×` : `${times}×, missing ${missing}×`;
}
