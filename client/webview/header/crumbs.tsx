import { Component, createRef, type VNode } from 'preact';
import { bandKey, TextMeasure } from '../../../timeline/index.js';
import type { Timeline, TimelinePhase } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { MenuButton } from '../components/menu-button.js';
import { pageFont } from '../diagram/page-font.js';
import { pathThroughOutcome } from '../state/path-choice.js';

export interface CrumbsProps {
  readonly timeline: Timeline;
  /** The phases that the flow can start with, as far as they are known. */
  readonly starts: readonly string[];
  readonly actions: AppActions;
}

interface CrumbsState {
  /** Pixels that the row offers; 0 until it has been measured. */
  readonly width: number;
}

/** A phase of the path, and where the path forks into it; null if it does not. */
interface Crumb {
  readonly phase: TimelinePhase;
  readonly fork: Fork | null;
  readonly width: number;
}

/** The phases that can come at one place. */
interface Fork {
  readonly title: string;
  readonly choices: readonly Choice[];
}

interface Choice {
  readonly label: string;
  readonly taken: boolean;
  readonly possible: boolean;
  /** The path through it; null if that is shown already, or not possible. */
  readonly path: readonly string[] | null;
}

const TEXT_SIZE = 12;
const PADDING = 10;
const CHEVRON = 18;
const SEPARATOR = 14;
const ELLIPSIS = 28;
const MAX_LAST = 3;

const itemClasses = { button: 'crumb-fork', menu: 'crumb-menu' };
const restClasses = { button: 'crumb-fork', menu: 'crumb-menu' };

/** The phases of the path in a row; if they do not fit, the first, a menu, and the last ones. */
export class Crumbs extends Component<CrumbsProps, CrumbsState> {
  override state: CrumbsState = { width: 0 };
  private readonly row = createRef<HTMLOListElement>();
  private readonly resize = new ResizeObserver(() => this.measure());

  override componentDidMount(): void {
    if (this.row.current !== null) this.resize.observe(this.row.current);
    this.measure();
  }

  override componentWillUnmount(): void {
    this.resize.disconnect();
  }

  override render({ timeline, starts, actions }: CrumbsProps, { width }: CrumbsState): VNode {
    const crumbs = crumbsOf(timeline, starts);
    const { first, hidden, last } = fitted(crumbs, width);
    return (
      <ol class="crumbs" ref={this.row} aria-label="Phases of the path">
        {first.map((crumb) => this.crumb(crumb))}
        {hidden.length > 0 && (
          <li>
            <MenuButton label="Further phases" title="Further phases" glyph="ellipsis" classes={restClasses}>
              {hidden.map(({ phase }) => (
                <button
                  key={phase.visit}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  data-closes
                  onClick={() => actions.dispatch({ type: 'go-to-band', band: bandKey(phase) })}
                >
                  {phase.name}
                </button>
              ))}
            </MenuButton>
          </li>
        )}
        {last.map((crumb) => this.crumb(crumb))}
      </ol>
    );
  }

  private crumb({ phase, fork }: Crumb): VNode {
    const { timeline, actions } = this.props;
    return (
      <li key={phase.visit}>
        <button
          type="button"
          class="crumb"
          title={phase.title ?? phase.name}
          onClick={() => actions.dispatch({ type: 'go-to-band', band: bandKey(phase) })}
        >
          {phase.name}
        </button>
        {fork !== null && (
          <MenuButton label={`Instead of ${phase.name}`} title={fork.title} glyph="chevron-down" classes={itemClasses}>
            {fork.choices.map(({ label, taken, possible, path }, index) => (
              <button
                key={`${index} ${label}`}
                type="button"
                class="checkable"
                tabIndex={-1}
                data-closes={possible ? true : undefined}
                {...{ role: 'menuitemradio', 'aria-checked': taken }}
                aria-disabled={possible ? undefined : 'true'}
                onClick={() => {
                  if (path !== null) actions.select({ flow: timeline.flow, scenario: null, path, all: false });
                }}
              >
                <span class="mark" aria-hidden="true">
                  {taken ? '✓' : ''}
                </span>
                {label}
              </button>
            ))}
          </MenuButton>
        )}
      </li>
    );
  }

  private measure(): void {
    const width = this.row.current?.clientWidth ?? 0;
    if (width !== this.state.width) this.setState({ width });
  }
}

function crumbsOf(timeline: Timeline, starts: readonly string[]): Crumb[] {
  const { phases } = timeline;
  const measure = new TextMeasure(pageFont());
  const byVisit = new Map(phases.map((phase) => [phase.visit, phase]));
  return phases.map((phase) => {
    const before = phase.parent === null ? undefined : byVisit.get(phase.parent);
    const fork = before === undefined ? startFork(starts, phase.name) : outcomeFork(timeline, before);
    const text = measure.width(phase.name, { size: TEXT_SIZE });
    return { phase, fork, width: text + PADDING + SEPARATOR + (fork === null ? 0 : CHEVRON) };
  });
}

function startFork(starts: readonly string[], shown: string): Fork | null {
  if (starts.length < 2) return null;
  const choices = starts.map((label) => {
    const taken = label === shown;
    return { label, taken, possible: true, path: taken ? null : [label] };
  });
  return { title: 'Another start of the flow', choices };
}

function outcomeFork(timeline: Timeline, { visit, name, outcomes }: TimelinePhase): Fork | null {
  if (outcomes.length < 2) return null;
  const choices = outcomes.map(({ phase, taken, possible }, index) => ({
    ...{ label: phase ?? 'end', taken, possible },
    path: pathThroughOutcome(timeline, visit, index),
  }));
  return { title: `Another path after ${name}`, choices };
}

interface FittedCrumbs {
  readonly first: readonly Crumb[];
  readonly hidden: readonly Crumb[];
  readonly last: readonly Crumb[];
}

/** All crumbs if they fit; otherwise the first, if it does, and as many of the last three as there is room for. */
function fitted(crumbs: readonly Crumb[], room: number): FittedCrumbs {
  const total = crumbs.reduce((sum, { width }) => sum + width, 0);
  if (room === 0 || total <= room) return { first: crumbs, hidden: [], last: [] };
  const afterFirst = room - ELLIPSIS - SEPARATOR - (crumbs[0]?.width ?? 0);
  const first = crumbs.slice(0, afterFirst < 0 ? 0 : 1);
  let left = afterFirst < 0 ? room - ELLIPSIS : afterFirst;
  let count = 0;
  while (count < Math.min(MAX_LAST, crumbs.length - first.length)) {
    left -= crumbs.at(-1 - count)?.width ?? 0;
    if (left < 0) break;
    count += 1;
  }
  const from = crumbs.length - count;
  return { first, hidden: crumbs.slice(first.length, from), last: crumbs.slice(from) };
}
