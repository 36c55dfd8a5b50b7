import { Component, type ComponentChildren, createRef, type VNode } from 'preact';
import type { IconName } from '../../../timeline/index.js';
import { placeAlong } from '../keyboard.js';
import { Glyph } from './glyph.js';

export interface MenuButtonProps {
  /** The menu's name; the text on the button, if it has no glyph. */
  readonly label: string;
  readonly title: string;
  readonly glyph?: IconName;
  /** Classes of the button, and of the menu. */
  readonly classes: { readonly button: string; readonly menu: string };
  /** Whether the Tab key reaches the button; left out: it does. */
  readonly stop?: boolean;
  /** The button of the same tools that the focus returns to; left out: this one. */
  readonly returnsTo?: string;
  /** Called when the menu opens. */
  readonly opened?: () => void;
  /** Where a key leads among `count` items from the one at `at`; null if the key does nothing. */
  readonly after?: (key: string, at: number, count: number) => number | null;
  /** The items. A choice closes the menu if it says so with `data-closes`. */
  readonly children: ComponentChildren;
}

interface MenuButtonState {
  readonly open: boolean;
}

/** A button that opens a menu: arrow keys walk it, Escape and a click outside close it. */
export class MenuButton extends Component<MenuButtonProps, MenuButtonState> {
  override state: MenuButtonState = { open: false };
  private readonly root = createRef<HTMLDivElement>();
  private readonly button = createRef<HTMLButtonElement>();

  override render({ label, title, glyph, classes, stop = true, children }: MenuButtonProps): VNode {
    const { open } = this.state;
    return (
      <div class="menu-root" ref={this.root}>
        <button
          type="button"
          class={classes.button}
          ref={this.button}
          tabIndex={stop ? 0 : -1}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-label={glyph === undefined ? undefined : label}
          title={title}
          onClick={() => (open ? this.close() : this.open(0))}
          onKeyDown={this.onKeyDown}
          onFocusOut={this.onFocusOut}
        >
          {glyph === undefined ? label : <Glyph name={glyph} />}
          {glyph === undefined && <Glyph name="chevron-down" />}
        </button>
        {open && (
          <div
            class={`menu ${classes.menu}`}
            role="menu"
            aria-label={label}
            onClick={this.onClick}
            onKeyDown={this.onKeyDown}
            onFocusOut={this.onFocusOut}
          >
            {children}
          </div>
        )}
      </div>
    );
  }

  private open(index: number): void {
    this.props.opened?.();
    this.setState({ open: true }, () => this.items().at(index)?.focus());
  }

  private close(): void {
    const { returnsTo } = this.props;
    const tools = this.root.current?.closest('.tools');
    const home = returnsTo === undefined ? null : tools?.querySelector<HTMLElement>(`[aria-label="${returnsTo}"]`);
    (home ?? this.button.current)?.focus();
    this.setState({ open: false });
  }

  private items(): HTMLElement[] {
    return [...(this.root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  }

  private readonly onClick = (event: MouseEvent): void => {
    if ((event.target as Element).closest('[data-closes]') !== null) this.close();
  };

  private readonly onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Node && this.root.current?.contains(to)) return;
    if (this.state.open) this.setState({ open: false });
  };

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.state.open) {
      if (event.key === 'ArrowDown') this.act(event, () => this.open(0));
      if (event.key === 'ArrowUp') this.act(event, () => this.open(-1));
      return;
    }
    if (event.key === 'Escape') {
      this.act(event, () => this.close());
      return;
    }
    const items = this.items();
    const at = items.indexOf(event.target as HTMLElement);
    const next = at < 0 ? null : (this.props.after ?? upAndDown)(event.key, at, items.length);
    // The page has keys of its own: while a menu is open they are its.
    if (next !== null) this.act(event, () => items[next]?.focus());
    else if (event.key.length === 1 && event.key !== ' ') event.stopPropagation();
  };

  /** Acts on a key while the menu is open, before anything else does. */
  private act(event: KeyboardEvent, does: () => void): void {
    event.preventDefault();
    event.stopPropagation();
    does();
  }
}

/** Where keys lead in a menu of one column. */
function upAndDown(key: string, at: number, count: number): number | null {
  return placeAlong(['ArrowUp', 'ArrowDown'], key, at, count);
}
