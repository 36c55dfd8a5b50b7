import type { VNode } from 'preact';
import type { AppActions } from '../app-actions.js';
import { keyOfCommand, type ViewCommand } from '../commands.js';
import { ControlGroup } from '../components/control-group.js';
import { MenuButton } from '../components/menu-button.js';

/** Something that the menu offers. */
export interface MoreItem {
  readonly command: ViewCommand;
  readonly label: string;
  /** Whether it is on; left out if it is nothing that can be. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
}

export interface MoreMenuProps {
  readonly groups: readonly (readonly MoreItem[])[];
  readonly stop: boolean;
  readonly actions: AppActions;
}

const classes = { button: 'tool', menu: 'more-menu' };

/** Menu of rarely needed commands, with their keys. */
export function MoreMenu({ groups, stop, actions }: MoreMenuProps): VNode {
  return (
    <MenuButton label="More" title="More" glyph="ellipsis" classes={classes} stop={stop}>
      <ControlGroup classes="menu-group">
        <button type="button" class="checkable" role="menuitem" tabIndex={-1} data-export onClick={openExport}>
          <span class="mark" aria-hidden="true" />
          <span class="words">Export…</span>
        </button>
      </ControlGroup>
      {groups.map((items) => (
        <ControlGroup classes="menu-group" key={items[0]?.command}>
          {items.map((item) => (
            <MoreMenuItem key={item.command} item={item} actions={actions} />
          ))}
        </ControlGroup>
      ))}
    </MenuButton>
  );
}

/** Closes this menu and opens the one of exports, which has no button to be seen. */
function openExport(event: MouseEvent): void {
  const tools = (event.target as Element).closest('.tools');
  tools?.querySelector<HTMLButtonElement>('.export-button')?.click();
}

function MoreMenuItem({ item, actions }: { item: MoreItem; actions: AppActions }): VNode {
  const { command, label, checked, disabled = false } = item;
  const key = keyOfCommand(command);
  return (
    <button
      type="button"
      class="checkable"
      data-command={command}
      data-closes={disabled ? undefined : true}
      tabIndex={-1}
      {...(checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': checked })}
      aria-disabled={disabled ? 'true' : undefined}
      aria-keyshortcuts={key}
      onClick={() => !disabled && actions.run(command)}
    >
      <span class="mark" aria-hidden="true">
        {checked === true ? '✓' : ''}
      </span>
      <span class="words">{label}</span>
      <span class="key" aria-hidden="true">
        {key}
      </span>
    </button>
  );
}
