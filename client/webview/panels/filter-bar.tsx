import { Component, createRef, type VNode } from 'preact';
import { type EventFilter, hiddenText } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { keyOfCommand } from '../commands.js';

export interface FilterBarProps {
  readonly timeline: Timeline;
  readonly filter: EventFilter;
  /** Whether what the filter leaves out is shown faintly. */
  readonly dim: boolean;
  /** Whether the choices are shown; otherwise the bar only names the hidden participants and protocols, if any. */
  readonly open: boolean;
  readonly actions: AppActions;
}

/** Which participants and protocols are shown, and how much the rest hides: what is hidden is never a secret. */
export function FilterBar({ timeline, filter, dim, open, actions }: FilterBarProps): VNode | null {
  const hidden = hiddenText(timeline, filter, dim);
  if (!open && hidden === null) return null;
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
          <label
            class="dim-choice"
            title={`Keep filtered participants and messages in place, dimmed (${keyOfCommand('dim')})`}
          >
            <input
              type="checkbox"
              checked={dim}
              aria-keyshortcuts={keyOfCommand('dim')}
              onChange={() => actions.run('dim')}
            />
            Dim instead of hiding
          </label>
        </>
      )}
      <p class="hidden-count" role="status">
        {hidden ?? 'All participants and protocols are shown.'}
      </p>
      {hidden !== null && (
        <button
          type="button"
          class="plain"
          title={`Show all (${keyOfCommand('show-all')})`}
          aria-keyshortcuts={keyOfCommand('show-all')}
          onClick={() => actions.run('show-all')}
        >
          Show all
        </button>
      )}
    </section>
  );
}

/** Leads the keyboard to the first choice, from where it was opened by key; a button that was pressed keeps it. */
class Led extends Component<{ readonly children: VNode }> {
  private readonly box = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    if (document.activeElement?.closest('.stage') != null) this.box.current?.querySelector('input')?.focus();
  }

  override render({ children }: { readonly children: VNode }): VNode {
    return <div ref={this.box}>{children}</div>;
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
