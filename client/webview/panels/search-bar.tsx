import { Component, createRef, type VNode } from 'preact';
import type { IconName } from '../../../timeline/index.js';
import type { AppActions } from '../app-actions.js';
import { Glyph } from '../components/glyph.js';

export interface SearchBarProps {
  readonly text: string;
  /** Ids of the events found. */
  readonly hits: readonly string[];
  readonly active: string | null;
  readonly actions: AppActions;
}

/** The field to search in; Enter goes to the next hit, Shift+Enter to the one before, Escape closes. */
export class SearchBar extends Component<SearchBarProps> {
  private readonly field = createRef<HTMLInputElement>();

  override componentDidMount(): void {
    this.field.current?.focus();
    this.field.current?.select();
  }

  override render({ text, hits, active, actions }: SearchBarProps): VNode {
    const at = active === null ? -1 : hits.indexOf(active);
    const none = text.trim() !== '' && hits.length === 0;
    return (
      // In a text field the browser's menu has cut and paste.
      <search class="search-bar" data-vscode-context='{"preventDefaultContextMenuItems":false}'>
        <input
          ref={this.field}
          type="search"
          value={text}
          placeholder="Message, participant, phase…"
          aria-label="Search messages"
          aria-describedby="search-count"
          aria-invalid={none}
          onInput={(event) => actions.dispatch({ type: 'option', change: { search: event.currentTarget.value } })}
          onKeyDown={this.onKeyDown}
        />
        <span id="search-count" class="count" role="status">
          {text.trim() === '' ? '' : countText(at, hits.length)}
        </span>
        <SearchButton glyph="arrow-up" label="Previous match (Shift+Enter)" onClick={() => actions.seek(-1)} />
        <SearchButton glyph="arrow-down" label="Next match (Enter)" onClick={() => actions.seek(1)} />
        <SearchButton
          glyph="close"
          label="Close the search (Escape)"
          onClick={() => actions.dispatch({ type: 'option', change: { search: null } })}
        />
      </search>
    );
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.props.actions.seek(event.shiftKey ? -1 : 1);
  };
}

function SearchButton({ glyph, label, onClick }: { glyph: IconName; label: string; onClick: () => void }): VNode {
  return (
    <button type="button" class="tool" title={label} aria-label={label} onClick={onClick}>
      <Glyph name={glyph} />
    </button>
  );
}

function countText(at: number, count: number): string {
  if (count === 0) return 'Nothing found';
  const found = count === 1 ? '1 match' : `${count} matches`;
  return at < 0 ? found : `${at + 1} of ${found}`;
}
