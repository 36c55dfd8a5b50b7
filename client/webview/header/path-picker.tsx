import { Component, createRef, type VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/timeline-messages.js';
import { Icon, verdictIcon } from '../../../timeline/index.js';
import { counted } from '../../../timeline/types/counted.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { ControlGroup } from '../components/control-group.js';
import { Glyph } from '../components/glyph.js';
import {
  isUnnamed,
  type PathEntry,
  type PathGroup,
  pathGroups,
  pathLabel,
  shownPath,
  shownPathText,
} from './path-entries.js';

export interface PathPickerProps {
  readonly result: TimelineResult;
  readonly timeline: Timeline;
  readonly actions: AppActions;
}

interface PathPickerState {
  readonly open: boolean;
  /** The text typed since the list opened. */
  readonly text: string;
  /** Place in the list, of the entries that what was typed leaves. */
  readonly at: number;
}

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };
const PAGE = 8;
/** Characters of the field: it has the width of what it shows, not of what is typed. */
const MIN_FIELD = 14;
const MAX_FIELD = 28;
const FIELD_PADDING = 8;
const closed: PathPickerState = { open: false, text: '', at: 0 };

/** Chooses the path: a field that opens a list, grouped by the ends of paths; typed text filters it. */
export class PathPicker extends Component<PathPickerProps, PathPickerState> {
  override state: PathPickerState = closed;
  private readonly field = createRef<HTMLInputElement>();
  private readonly list = createRef<HTMLDivElement>();

  override componentDidUpdate(_: PathPickerProps, before: PathPickerState): void {
    if (this.state.open && (before.at !== this.state.at || !before.open)) {
      this.list.current?.querySelector('.current')?.scrollIntoView({ block: 'nearest' });
    }
  }

  override render({ result, timeline }: PathPickerProps, { open, text, at }: PathPickerState): VNode {
    const shown = shownPathText(result.paths, timeline);
    const label = pathLabel(result, timeline);
    const groups = open ? pathGroups(result.paths, text) : [];
    const current = entriesOf(groups)[at];
    return (
      <div class="picker path">
        <label class="sr-only" for="path-field">
          Path
        </label>
        <div class="path-box">
          {this.input(label, shown, groups)}
          <svg class="path-fork" width={14} height={14} aria-hidden="true">
            <Icon name="repo-forked" box={ICON_BOX} />
          </svg>
          <svg class="path-chevron" width={12} height={12} aria-hidden="true">
            <Icon name="chevron-down" box={{ ...ICON_BOX, width: 12, height: 12 }} />
          </svg>
          <div class="path-list" id="path-list" role="listbox" aria-label="Paths" ref={this.list} hidden={!open}>
            {groups.map((group) => (
              <Group
                key={group.outcome}
                group={group}
                current={current}
                shown={shownPath(result.paths, timeline)}
                choose={this.choose}
              />
            ))}
            {open && this.canSave() && <SaveOption current={at === entriesOf(groups).length} choose={this.save} />}
          </div>
          {open && (
            <p class={text !== '' || result.morePaths ? 'path-count' : 'sr-only'} role="status">
              {countText(entriesOf(groups).length, result.morePaths)}
            </p>
          )}
        </div>
      </div>
    );
  }

  /** The field: it shows the path, or what is typed while the list is open. */
  private input(label: string, shown: string, groups: readonly PathGroup[]): VNode {
    const { open, text } = this.state;
    return (
      <input
        id="path-field"
        ref={this.field}
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        value={open ? text : label}
        placeholder={open ? label : ''}
        style={{ width: `${Math.max(MIN_FIELD, Math.min(MAX_FIELD, label.length + FIELD_PADDING))}ch` }}
        title={open ? undefined : shown}
        aria-expanded={open}
        aria-controls="path-list"
        aria-autocomplete="list"
        aria-activedescendant={this.activeOption(entriesOf(groups))}
        onInput={(event) => this.setState({ open: true, text: event.currentTarget.value, at: 0 })}
        onMouseDown={() => !open && this.open()}
        onKeyDown={this.onKeyDown}
        onFocusOut={() => this.setState(closed)}
      />
    );
  }

  /** Id of the option that the keys have reached; undefined if none. */
  private activeOption(entries: readonly PathEntry[]): string | undefined {
    const { open, at } = this.state;
    const entry = entries[at];
    if (entry !== undefined) return optionId(entry);
    return open && this.canSave() && at === entries.length ? SAVE_ID : undefined;
  }

  private open(): void {
    const { result, timeline } = this.props;
    const entries = entriesOf(pathGroups(result.paths, ''));
    const shown = shownPath(result.paths, timeline);
    this.setState({
      open: true,
      text: '',
      at: Math.max(
        0,
        entries.findIndex(({ index }) => index === shown),
      ),
    });
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const { open, text, at } = this.state;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!open) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Enter') return;
      this.open();
    } else if (event.key === 'Escape') {
      this.setState(closed);
    } else {
      const entries = entriesOf(pathGroups(this.props.result.paths, text));
      const chosen = entries[at];
      const count = entries.length + (this.canSave() ? 1 : 0);
      const next = placeAfterKey(event.key, at, count);
      if (event.key === 'Enter' && chosen !== undefined) this.choose(chosen);
      else if (event.key === 'Enter' && this.canSave() && at === entries.length) this.save();
      else if (event.key !== 'Enter' && next === null) return;
      else if (next !== null) this.setState({ at: next });
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** Whether the path that is shown can be declared as a scenario. */
  private canSave(): boolean {
    return isUnnamed(this.props.result, this.props.timeline);
  }

  private readonly save = (): void => {
    const { timeline, actions } = this.props;
    this.setState(closed);
    actions.saveScenario(timeline.flow, timeline.path);
  };

  private readonly choose = ({ path }: PathEntry): void => {
    const { timeline, actions } = this.props;
    this.setState(closed);
    actions.select({ flow: timeline.flow, scenario: path.scenario, path: path.phases, all: false });
  };
}

interface GroupProps {
  readonly group: PathGroup;
  readonly current: PathEntry | undefined;
  /** Index of the path that is drawn. */
  readonly shown: number;
  choose(entry: PathEntry): void;
}

function Group({ group, current, shown, choose }: GroupProps): VNode {
  const label = `Ends with ${group.outcome}`;
  return (
    <ControlGroup label={label}>
      <div class="path-group" aria-hidden="true">
        {label}
      </div>
      {group.entries.map((entry) => (
        <Option
          key={entry.index}
          entry={entry}
          current={entry.index === current?.index}
          shown={entry.index === shown}
          choose={choose}
        />
      ))}
    </ControlGroup>
  );
}

const SAVE_ID = 'path-save';

/** Gives the path that is shown a name in the text. */
function SaveOption({ current, choose }: { readonly current: boolean; choose(): void }): VNode {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, as in every combobox.
    <div
      id={SAVE_ID}
      role="option"
      tabIndex={-1}
      class={`path-option save${current ? ' current' : ''}`}
      aria-selected={false}
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
    >
      <Glyph name="save" />
      Save as scenario
    </div>
  );
}

interface OptionProps {
  readonly entry: PathEntry;
  readonly current: boolean;
  readonly shown: boolean;
  choose(entry: PathEntry): void;
}

function Option({ entry, current, shown, choose }: OptionProps): VNode {
  const { name, phases, length, verdict, path } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys, as in every combobox.
    <div
      id={optionId(entry)}
      role="option"
      tabIndex={-1}
      class={`path-option verdict-${path.verdict}${current ? ' current' : ''}`}
      aria-selected={shown}
      // The field keeps the keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(entry)}
    >
      <svg class="verdict" width={14} height={14} aria-hidden="true">
        <Icon name={verdictIcon(path.verdict)} box={ICON_BOX} />
      </svg>
      <span class="path-words">
        {name !== null && (
          <strong>
            {name}
            <Comma />
          </strong>
        )}
        <span>
          {phases}
          <Comma />
        </span>
      </span>
      <span class="path-facts">
        <span>
          {length}
          <Comma />
        </span>
        <span class="says">{verdict}</span>
      </span>
    </div>
  );
}

/** Heard between what is seen apart. */
function Comma(): VNode {
  return <span class="sr-only">, </span>;
}

function optionId({ index }: PathEntry): string {
  return `path-${index}`;
}

function entriesOf(groups: readonly PathGroup[]): readonly PathEntry[] {
  return groups.flatMap(({ entries }) => entries);
}

/** Where a key leads in a list of `count` entries; null if it leads nowhere. */
function placeAfterKey(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return count === 0 ? null : (at + 1) % count;
    case 'ArrowUp':
      return count === 0 ? null : (at + count - 1) % count;
    case 'PageDown':
      return Math.min(at + PAGE, Math.max(0, count - 1));
    case 'PageUp':
      return Math.max(at - PAGE, 0);
    default:
      return null;
  }
}

function countText(count: number, more: boolean): string {
  const listed = count === 0 ? 'No matching path' : counted(count, 'path');
  return more ? `${listed}; not all are listed` : listed;
}
