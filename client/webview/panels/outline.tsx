import { Component, createRef, type VNode } from 'preact';
import {
  type BranchNode,
  type BranchTree,
  bandKey,
  branchTree,
  flatBranches,
  guardText,
  Icon,
  operandContinuation,
  type PhaseFacts,
  type PhaseNode,
  PureComponent,
  phaseFacts,
  verdictIcon,
  visitName,
} from '../../../timeline/index.js';
import type { Timeline, TimelineOperand } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { breakableName } from '../components/breakable-name.js';
import { bandInView, type ViewPort } from '../diagram/view-port.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

/** Limit on nested lists: deeper paths are in the last of them, one below the other. */
const MAX_LISTS = 20;

export interface OutlineProps {
  readonly timeline: Timeline;
  /** The focused event. */
  readonly active: string | null;
  /** Null while there is no picture, but the table. */
  readonly viewPort: ViewPort | null;
  readonly actions: AppActions;
}

interface OutlineState {
  /** Key of the phase in view; null if there is no picture. */
  readonly keyInView: string | null;
}

/**
 * The phases of the path next to the picture, with the one in view marked; a click goes to one. Of all paths, the branches
 * on in each other, as in the picture.
 */
export class Outline extends Component<OutlineProps, OutlineState> {
  override state: OutlineState = { keyInView: null };
  private readonly nav = createRef<HTMLElement>();
  private leave: (() => void) | null = null;
  private facts: {
    readonly timeline: Timeline;
    readonly list: readonly PhaseFacts[];
    readonly tree: BranchTree;
  } | null = null;

  override componentDidMount(): void {
    this.look();
  }

  override componentDidUpdate(before: OutlineProps, { keyInView }: OutlineState): void {
    if (before.viewPort !== this.props.viewPort) this.look();
    if (keyInView === this.state.keyInView) return;
    this.nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  override componentWillUnmount(): void {
    this.leave?.();
  }

  override render({ timeline, active, viewPort, actions }: OutlineProps, { keyInView }: OutlineState): VNode {
    if (this.facts?.timeline !== timeline) {
      this.facts = { timeline, list: phaseFacts(timeline), tree: branchTree(timeline) };
    }
    const { list, tree } = this.facts;
    const visit = timeline.events.find((event) => event.id === active)?.visit ?? null;
    const nameOf = (node: PhaseNode | undefined): string | null => {
      const phase = node === undefined ? undefined : list[node.place]?.phase;
      return phase === undefined ? null : visitName(timeline, phase, phase.title ?? phase.name);
    };
    const phases = (nodes: readonly PhaseNode[], depth: number): VNode | null =>
      nodes.length === 0 ? null : (
        <ol>
          {nodes.map((node) => {
            const facts = list[node.place];
            if (facts === undefined) return null;
            const key = bandKey(facts.phase);
            const name = nameOf(node) ?? '';
            const current = viewPort === null ? facts.phase.visit === visit : key === keyInView;
            return (
              <li key={key}>
                <OutlineEntry facts={facts} name={name} current={current} actions={actions} />
                {branches(node.branches, `Branches after ${facts.phase.name}`, depth)}
              </li>
            );
          })}
        </ol>
      );
    const branches = (nodes: readonly BranchNode[], label: string, depth: number): VNode | null =>
      nodes.length === 0 ? null : (
        <ul class="branches" aria-label={label}>
          {(depth === MAX_LISTS ? flatBranches(nodes) : nodes).map(({ operand, phases: inside }, index) => {
            const first = list[inside[0]?.place ?? -1]?.phase;
            const guard = guardText(operand, first === undefined ? null : (first.title ?? first.name));
            return (
              <li key={`${index} ${operand.phase}`}>
                {guard !== '' && <OutlineGuard text={guard} />}
                {this.rest(operand)}
                {phases(inside, depth + 1)}
              </li>
            );
          })}
        </ul>
      );
    return (
      <nav class="outline" aria-label="Phases" ref={this.nav}>
        {branches(tree.branches, 'Branches at the start', 0)}
        {phases(tree.phases, 0)}
      </nav>
    );
  }

  /** The text of an alternative without a phase of its own; if it leads back to a phase, a button that goes there. */
  private rest(operand: TimelineOperand): VNode | null {
    const { timeline, actions } = this.props;
    const text = operandContinuation(timeline, operand);
    const again = timeline.phases.find(({ visit }) => visit === operand.continuesAtVisit);
    if (again === undefined) return text === null ? null : <span class="rest">{text}</span>;
    return (
      <button type="button" class="rest" onClick={() => actions.dispatch({ type: 'go-to-band', band: bandKey(again) })}>
        {text}
      </button>
    );
  }

  private look(): void {
    const { viewPort } = this.props;
    this.leave?.();
    const see = (): void => {
      const view = viewPort?.view ?? null;
      const keyInView = view === null ? null : bandInView(view);
      if (keyInView !== this.state.keyInView) this.setState({ keyInView });
    };
    this.leave = viewPort?.subscribe(see) ?? null;
    see();
  }
}

/** A guard with its delay on one line: `Declines` `after 9 s`. */
function OutlineGuard({ text }: { text: string }): VNode {
  const [name, delay] = text.split(/(?=\bafter \d)/);
  return (
    <span class="guard">
      {name}
      {delay !== undefined && <span class="delay">{delay}</span>}
    </span>
  );
}

interface OutlineEntryProps {
  readonly facts: PhaseFacts;
  /** Its name, with a number if there are several of that name. */
  readonly name: string;
  readonly current: boolean;
  readonly actions: AppActions;
}

class OutlineEntry extends PureComponent<OutlineEntryProps> {
  override render({ facts: { phase, verdict }, name, current, actions }: OutlineEntryProps): VNode {
    // The words would take the room of the names: the icon and a count show them.
    const count = Number.parseInt(verdict, 10);
    return (
      <button
        type="button"
        class={`verdict-${phase.verdict}`}
        title={`${name}: ${verdict}`}
        aria-current={current ? 'location' : undefined}
        onClick={() => actions.dispatch({ type: 'go-to-band', band: bandKey(phase) })}
      >
        <svg width={14} height={14} aria-hidden="true">
          <g class="verdict">
            <Icon name={verdictIcon(phase.verdict)} box={ICON_BOX} />
          </g>
        </svg>
        <span class="name">{breakableName(name)}</span>
        <span class="sr-only">{verdict}</span>
        {count > 0 && (
          <span class="says" aria-hidden="true">
            {count}
          </span>
        )}
      </button>
    );
  }
}
