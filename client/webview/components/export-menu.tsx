import { Component, createRef, type VNode } from 'preact';
import { Icon } from '../../../timeline/render/icon.js';
import type { TakenFormat } from '../../../timeline/types/export-format.js';
import { choiceAfterKey, type ExportChoice, type ExportGroup, exportGroups } from '../export/export-choices.js';

export interface ExportMenuProps {
  /** Whether something is folded or hidden, so that a picture as shown differs from a whole one. */
  readonly partial: boolean;
  /** Resolves to why it did not work, null where it did. */
  take(action: 'copy' | 'save', format: TakenFormat, asShown: boolean): Promise<string | null>;
}

interface ExportMenuState {
  readonly open: boolean;
  /** Whether pictures leave out what is folded or hidden. */
  readonly asShown: boolean;
  /** Why the last choice did not work. */
  readonly complaint: string | null;
}

const ICON_BOX = { x: 0, y: 0, width: 10, height: 10 };
const choices = exportGroups.flatMap((group) => group.choices);

/** A button with a menu: copy the timeline, or save it. */
export class ExportMenu extends Component<ExportMenuProps, ExportMenuState> {
  override state: ExportMenuState = { open: false, asShown: true, complaint: null };
  private readonly root = createRef<HTMLDivElement>();
  private readonly button = createRef<HTMLButtonElement>();

  override render({ partial }: ExportMenuProps, { open, asShown, complaint }: ExportMenuState): VNode {
    return (
      <div class="export" ref={this.root}>
        <button
          type="button"
          ref={this.button}
          aria-haspopup="menu"
          aria-expanded={open}
          title="Copy or save the timeline"
          onClick={() => (open ? this.close() : this.open(0))}
          onKeyDown={this.onKeyDown}
          onFocusOut={this.onFocusOut}
        >
          Export
          <svg width={10} height={10} aria-hidden="true">
            <Icon name="chevron" box={ICON_BOX} />
          </svg>
        </button>
        {open && (
          <div
            class="export-menu"
            role="menu"
            aria-label="Export"
            onKeyDown={this.onKeyDown}
            onFocusOut={this.onFocusOut}
          >
            {exportGroups.map((group) => (
              <Group key={group.title} group={group} choose={this.choose} />
            ))}
            {partial && (
              <button
                type="button"
                class="as-shown"
                role="menuitemcheckbox"
                aria-checked={asShown}
                tabIndex={-1}
                onClick={() => this.setState({ asShown: !asShown })}
              >
                <span class="mark" aria-hidden="true">
                  {asShown ? '✓' : ''}
                </span>
                Images as shown, without what is folded or hidden
              </button>
            )}
          </div>
        )}
        {complaint !== null && (
          <p class="export-complaint" role="alert">
            {complaint}
          </p>
        )}
      </div>
    );
  }

  private open(index: number): void {
    this.setState({ open: true, complaint: null }, () => this.items()[index]?.focus());
  }

  private close(): void {
    this.button.current?.focus();
    this.setState({ open: false });
  }

  private items(): HTMLElement[] {
    return [...(this.root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  }

  private readonly onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.root.current?.contains(to)) return;
    if (this.state.open || this.state.complaint !== null) this.setState({ open: false, complaint: null });
  };

  private readonly choose = async ({ action, format }: ExportChoice): Promise<void> => {
    this.close();
    const complaint = await this.props.take(action, format, this.props.partial && this.state.asShown);
    this.setState({ complaint });
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.state.open) {
      if (event.key === 'ArrowDown') this.act(event, () => this.open(0));
      if (event.key === 'ArrowUp') this.act(event, () => this.open(choices.length - 1));
      return;
    }
    if (event.key === 'Escape') {
      this.act(event, () => this.close());
      return;
    }
    const items = this.items();
    const at = items.indexOf(event.target as HTMLElement);
    const next = at < 0 ? null : this.indexAfter(event.key, at, items.length);
    if (next !== null) this.act(event, () => items[next]?.focus());
  };

  /** As among the choices; the check box behind them, where there is one, joins in up and down. */
  private indexAfter(key: string, at: number, count: number): number | null {
    if (count > choices.length) {
      if (key === 'End') return count - 1;
      if (key === 'ArrowDown') return (at + 1) % count;
      if (key === 'ArrowUp') return (at + count - 1) % count;
    }
    return choiceAfterKey(key, Math.min(at, choices.length - 1));
  }

  /** Acts on a key that is nobody else's then: the page has keys of its own. */
  private act(event: KeyboardEvent, does: () => void): void {
    event.preventDefault();
    event.stopPropagation();
    does();
  }
}

function Group({ group, choose }: { group: ExportGroup; choose: (choice: ExportChoice) => void }): VNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a field set is no part of a menu
    <div class="export-group" role="group" aria-label={group.title}>
      <span class="export-title" aria-hidden="true">
        {group.title}
      </span>
      {group.choices.map((choice) => (
        <button
          key={choice.format}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-label={`${group.title} ${choice.label}`}
          onClick={() => choose(choice)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
