import { Component, createRef, type VNode } from 'preact';
import type {
  CoverageOfModel,
  CoveredRow,
  FlowCoverage,
  UncoveredPart,
} from '../../../server/protocol/coverage-messages.js';
import { counted, type IconName } from '../../../timeline/index.js';
import type { CoverageCount } from '../../../timeline/types/coverage-count.js';
import type { AppActions } from '../app-actions.js';
import { Glyph } from '../components/glyph.js';
import { placeAlong } from '../keyboard.js';

export interface CoverageListProps {
  /** Null until it has come. */
  readonly coverage: FlowCoverage | null;
  readonly actions: AppActions;
}

/** The flow's coverage of its models: first what is missing, each with its place in the model, then what it sends. */
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

  override render({ coverage, actions }: CoverageListProps): VNode {
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
          <OfModel key={model.model} coverage={model} actions={actions} />
        ))}
      </section>
    );
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const stops = [...(this.panel.current?.querySelectorAll<HTMLElement>('li button, summary') ?? [])].filter(
      // Folded parts have no box.
      (stop) => stop.getClientRects().length > 0,
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
  readonly actions: AppActions;
}

function OfModel({ coverage, actions }: OfModelProps): VNode {
  const { model, title, counts, gaps, covered } = coverage;
  return (
    <>
      <h2 title={title ?? model}>{model}</h2>
      <p class="counts">{countsText(counts)}</p>
      {gaps.length === 0 ? (
        <p class="hint">Everything is covered.</p>
      ) : (
        <ul aria-label={`Not covered of ${model}`}>
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
    </>
  );
}

function GapEntry({ gap, actions }: { gap: UncoveredPart; actions: AppActions }): VNode {
  const { text, reason, elsewhere } = gap;
  return (
    <Part
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
    <Part
      icon="check"
      text={`${phase}: ${text}`}
      note={`in ${names}`}
      title="Show in the text"
      run={() => sent[0] !== undefined && actions.reveal(sent[0].range, false)}
    />
  );
}

interface PartProps {
  readonly icon: IconName;
  readonly text: string;
  readonly note: string;
  readonly title: string;
  readonly run: () => void;
}

/** A part of the model, with its coverage. */
function Part({ icon, text, note, title, run }: PartProps): VNode {
  return (
    <button type="button" class="part" title={title} onClick={run}>
      <Glyph name={icon} />
      <span class="text">{text}</span> <span class="note">{note}</span>
    </button>
  );
}

/** `7/7 phases · 16/17 messages · …`, without what there is none of. */
function countsText(counts: CoverageOfModel['counts']): string {
  const { phases, rows, inferred, optional, outcomes, alternatives, facts, branches } = counts;
  const named: readonly (readonly [CoverageCount, string])[] = [
    [phases, 'phases'],
    [rows, 'messages'],
    [inferred, 'inferred'],
    [optional, 'optional messages'],
    [outcomes, 'outcomes'],
    [alternatives, 'groups of alternatives'],
    [facts, 'values of facts'],
    [branches, 'branches'],
  ];
  const parts = named.flatMap(([{ covered, total }, name]) => (total === 0 ? [] : [`${covered}/${total} ${name}`]));
  return parts.join(' · ');
}
