import { Component, createRef, type VNode } from 'preact';
import { type EventFilter, hidesAnything, isShown } from '../../../timeline/layout/event-filter.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { counted } from '../../../timeline/wording/counts.js';
import { eventVerdict } from '../../../timeline/wording/event-verdict.js';
import { keyOfCommand } from '../commands.js';
import type { AppActions } from './app.js';

export interface FilterBarProps {
  readonly timeline: Timeline;
  readonly filter: EventFilter;
  /** Whether what the filter leaves out is shown faintly. */
  readonly dim: boolean;
  /** Whether the choices are shown; else only what is hidden, if anything is. */
  readonly open: boolean;
  readonly actions: AppActions;
}

/** Which participants and protocols are shown, and how much the rest hides: what is hidden is never a secret. */
export function FilterBar({ timeline, filter, dim, open, actions }: FilterBarProps): VNode | null {
  const hides = hidesAnything(timeline, filter);
  if (!open && !hides) return null;
  // As the lanes are headed.
  const participants = timeline.participants.map(({ name }) => ({ name, title: name }));
  const protocols = timeline.protocols.map(({ name, title }) => ({ name, title: title ?? name }));
  return (
    <section class="filter-bar" aria-label="Filter">
      {open && (
        <>
          <Led>
            <Choices
              legend="Participants"
              what="participants"
              choices={participants}
              filter={filter}
              actions={actions}
            />
          </Led>
          <Choices legend="Protocols" what="protocols" choices={protocols} filter={filter} actions={actions} />
          <label class="dim-choice" title={`What is left out stays in its place, faintly (${keyOfCommand('dim')})`}>
            <input
              type="checkbox"
              checked={dim}
              aria-keyshortcuts={keyOfCommand('dim')}
              onChange={() => actions.run('dim')}
            />
            Show the rest faintly
          </label>
        </>
      )}
      <p class="hidden-count" role="status">
        {hides ? hiddenText(timeline, filter, dim) : 'Everything is shown.'}
      </p>
      {hides && (
        <button
          type="button"
          class="plain"
          title={`Show everything (${keyOfCommand('show-all')})`}
          aria-keyshortcuts={keyOfCommand('show-all')}
          onClick={() => actions.run('show-all')}
        >
          Show everything
        </button>
      )}
    </section>
  );
}

/** Leads the keyboard to the first choice, from where it was opened by key; a button that was pressed keeps it. */
class Led extends Component<{ readonly children: VNode }> {
  readonly #box = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    if (document.activeElement?.closest('.stage') != null) this.#box.current?.querySelector('input')?.focus();
  }

  override render({ children }: { readonly children: VNode }): VNode {
    return <div ref={this.#box}>{children}</div>;
  }
}

interface ChoicesProps {
  readonly legend: string;
  readonly what: keyof EventFilter;
  readonly choices: readonly { readonly name: string; readonly title: string }[];
  readonly filter: EventFilter;
  readonly actions: AppActions;
}

function Choices({ legend, what, choices, filter, actions }: ChoicesProps): VNode {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {choices.map(({ name, title }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={!filter[what].has(name)}
            onChange={(event) => actions.dispatch({ type: 'hide', what, name, hidden: !event.currentTarget.checked })}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}

/** `Without Bob: 4 of 12 messages hidden, 1 of them with a problem.`; dimmed, they are faint instead. */
export function hiddenText(timeline: Timeline, filter: EventFilter, dim: boolean): string {
  const hidden = timeline.events.filter((event) => !isShown(event, filter));
  const faults = hidden.filter((event) => eventVerdict(timeline, event).faulty).length;
  const names = [
    ...timeline.participants.filter(({ name }) => filter.participants.has(name)).map(({ name }) => name),
    ...timeline.protocols.filter(({ name }) => filter.protocols.has(name)).map(({ name, title }) => title ?? name),
  ];
  const rest = faults === 0 ? '' : `, ${faults} of them with a problem`;
  return `Without ${names.join(', ')}: ${hidden.length} of ${counted(timeline.events.length, 'message')} ${dim ? 'faint' : 'hidden'}${rest}.`;
}
