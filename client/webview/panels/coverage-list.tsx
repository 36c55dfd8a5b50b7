import { Component, createRef, type VNode } from 'preact';
import type {
  CoverageOfModel,
  CoveredRow,
  FlowCoverage,
  UncoveredPart,
} from '../../../server/protocol/coverage-messages.js';
import { counted } from '../../../timeline/types/counted.js';
import type { RecordedModel } from '../../../timeline/types/recorded-report.js';
import type { AppActions } from '../app-actions.js';
import { Glyph } from '../components/glyph.js';
import { placeAlong } from '../keyboard.js';
import { countsText } from './counts-text.js';
import { CoveragePart } from './coverage-part.js';
import { RecordedParts } from './recorded-parts.js';

export interface CoverageListProps {
  /** Null until it has come. */
  readonly coverage: FlowCoverage | null;
  /** What the recording that is shown has of the models; empty without one. */
  readonly recorded: readonly RecordedModel[];
  readonly actions: AppActions;
}

/**
 * The flow's coverage of its models: first what is missing, each with its place in the model, then what it sends; and
 * what a recording has of them.
 */
export class CoverageList extends Component<CoverageListProps> {
  private readonly panel = createRef<HTMLElement>();
  private before: Element | null = null;

  override componentDidMount(): void {
    this.before = document.activeElement;
    // A page that comes back while the editor has the keyboard leaves it there.
    if (document.hasFocus()) this.panel.current?.focus();
  }

  override componentWillUnmount(): void {
    if (this.panel.current?.contains(document.activeElement) !== true) return;
    if (this.before instanceof HTMLElement || this.before instanceof SVGElement) this.before.focus();
  }

  override render({ coverage, recorded, actions }: CoverageListProps): VNode {
    const models = coverage?.models ?? [];
    return (
      <section class="coverage-list" aria-label="Coverage" tabIndex={-1} ref={this.panel} onKeyDown={this.onKeyDown}>
        <button
          type="button"
          class="tool close"
          title="Close (Escape)"
          aria-label="Close coverage"
          onClick={() => actions.dispatch({ type: 'coverage-open', open: false })}
        >
          <Glyph name="close" />
        </button>
        {models.length === 0 && <p class="hint">{coverage === null ? 'Counting…' : 'Not available at the moment.'}</p>}
        {models.map((model) => (
          <OfModel
            key={model.model}
            coverage={model}
            recorded={recorded.find((own) => own.model === model.model)}
            actions={actions}
          />
        ))}
      </section>
    );
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const stops = [...(this.panel.current?.querySelectorAll<HTMLElement>('li button, summary') ?? [])].filter(
      // Folded parts may have a box, but cannot be focused.
      (stop) => stop.checkVisibility(),
    );
    const at = stops.indexOf(event.target as HTMLElement);
    const place = placeAlong(['ArrowUp', 'ArrowDown'], event.key, at < 0 ? stops.length - 1 : at, stops.length);
    const next = place === null ? undefined : stops[place];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
}

interface OfModelProps {
  readonly coverage: CoverageOfModel;
  readonly recorded: RecordedModel | undefined;
  readonly actions: AppActions;
}

function OfModel({ coverage, recorded, actions }: OfModelProps): VNode {
  const { model, title, counts, gaps, covered } = coverage;
  return (
    <>
      <h2 title={title ?? model}>{model}</h2>
      <p class="counts">{flowCounts(counts)}</p>
      {gaps.length === 0 ? (
        <p class="hint">Everything is covered.</p>
      ) : (
        <ul aria-label={`Not covered in ${model}`}>
          {gaps.map((gap) => (
            <li key={`${gap.text} ${gap.range.start.line}`}>
              <GapEntry gap={gap} actions={actions} />
            </li>
          ))}
        </ul>
      )}
      {covered.length > 0 && (
        <details>
          <summary>{`${counted(covered.length, 'message')} covered`}</summary>
          <ul aria-label={`Covered messages of ${model}`}>
            {covered.map((row) => (
              <li key={`${row.phase} ${row.text}`}>
                <Sent row={row} actions={actions} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {recorded !== undefined && <RecordedParts recorded={recorded} actions={actions} />}
    </>
  );
}

function GapEntry({ gap, actions }: { gap: UncoveredPart; actions: AppActions }): VNode {
  const { text, reason, elsewhere } = gap;
  return (
    <CoveragePart
      icon="dash"
      text={text}
      note={elsewhere ? `${reason} · covered by another flow` : reason}
      title="Open in the model"
      run={() => actions.open(gap)}
    />
  );
}

function Sent({ row, actions }: { row: CoveredRow; actions: AppActions }): VNode {
  const { phase, text, sent } = row;
  const names = [...new Set(sent.map(({ phase: name }) => name))].join(', ');
  return (
    <CoveragePart
      icon="check"
      text={`${phase}: ${text}`}
      note={`in ${names}`}
      title="Show in the text"
      run={() => sent[0] !== undefined && actions.reveal(sent[0].range, false)}
    />
  );
}

/** The counts of a flow, as `7/7 phases · 16/17 messages · …`. */
function flowCounts(counts: CoverageOfModel['counts']): string {
  const { phases, rows, inferred, optional, outcomes, alternatives, facts, branches } = counts;
  return countsText([
    [phases, 'phases'],
    [rows, 'messages'],
    [inferred, 'inferred'],
    [optional, 'optional messages'],
    [outcomes, 'outcomes'],
    [alternatives, 'groups of alternatives'],
    [facts, 'values of facts'],
    [branches, 'branches'],
  ]);
}
