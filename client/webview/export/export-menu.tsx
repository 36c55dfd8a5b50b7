import { Component, type VNode } from 'preact';
import type { Theme } from '../../../timeline/index.js';
import type { ExportFormat } from '../../../timeline/types/export-format.js';
import type { ExportLook } from '../app-actions.js';
import { ControlGroup } from '../components/control-group.js';
import { MenuButton } from '../components/menu-button.js';
import { choiceAfterKey, type ExportChoice, type ExportGroup, exportGroups } from './export-choices.js';
import { pageTheme } from './page-theme.js';

export interface ExportMenuProps {
  /** Whether parts of the timeline are folded, hidden, or drawn in another way. */
  readonly differs: boolean;
  /** Resolves to why it did not work, null if it did. */
  runExport(action: 'copy' | 'save', format: ExportFormat, look: ExportLook): Promise<string | null>;
}

interface ExportMenuState {
  readonly asShown: boolean;
  /** Null: as light or dark as the editor. */
  readonly theme: Theme | null;
  /** Why the last choice did not work. */
  readonly complaint: string | null;
}

const choices = exportGroups.flatMap((group) => group.choices);
const classes = { button: 'export-button', menu: 'export-menu' };
const themes = [
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** A menu to copy the timeline, or save it; it opens from the menu of further tools, and has no button to be seen. */
export class ExportMenu extends Component<ExportMenuProps, ExportMenuState> {
  override state: ExportMenuState = { asShown: true, theme: null, complaint: null };

  override render({ differs }: ExportMenuProps, { asShown, theme, complaint }: ExportMenuState): VNode {
    const shownTheme = theme ?? pageTheme();
    return (
      <div class="export">
        <MenuButton
          label="Export"
          title="Copy or save the timeline"
          stop={false}
          returnsTo="More"
          classes={classes}
          after={indexAfter}
          opened={this.opened}
        >
          {exportGroups.map((group) => (
            <Group key={group.title} group={group} choose={this.choose} />
          ))}
          <ControlGroup classes="export-looks" label="Images and web pages">
            <span class="export-title" aria-hidden="true">
              Images and web pages
            </span>
            {themes.map(([value, label]) => (
              <Look
                key={value}
                role="menuitemradio"
                checked={shownTheme === value}
                choose={() => this.setState({ theme: value })}
              >
                {label}
              </Look>
            ))}
          </ControlGroup>
          {differs && (
            <Look role="menuitemcheckbox" checked={asShown} choose={() => this.setState({ asShown: !asShown })}>
              As shown, not complete
            </Look>
          )}
        </MenuButton>
        {complaint !== null && (
          <p class="export-complaint" role="alert">
            {complaint}
          </p>
        )}
      </div>
    );
  }

  /** The last error is cleared by the next action. */
  private readonly opened = (): void => {
    if (this.state.complaint !== null) this.setState({ complaint: null });
  };

  private readonly choose = async ({ action, format }: ExportChoice): Promise<void> => {
    const { asShown, theme } = this.state;
    this.setState({ complaint: await this.props.runExport(action, format, { asShown, theme }) });
  };
}

/** As among the choices; what is after them joins in up and down. */
function indexAfter(key: string, at: number, count: number): number | null {
  if (key === 'End') return count - 1;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  return choiceAfterKey(key, Math.min(at, choices.length - 1));
}

function Group({ group, choose }: { group: ExportGroup; choose: (choice: ExportChoice) => void }): VNode {
  return (
    <ControlGroup classes="export-group" label={group.title}>
      <span class="export-title" aria-hidden="true">
        {group.title}
      </span>
      {group.choices.map((choice) => (
        <button
          key={choice.format}
          type="button"
          role="menuitem"
          tabIndex={-1}
          data-closes
          aria-label={`${group.title} ${choice.label}`}
          onClick={() => choose(choice)}
        >
          {choice.label}
        </button>
      ))}
    </ControlGroup>
  );
}

interface LookProps {
  readonly role: 'menuitemradio' | 'menuitemcheckbox';
  readonly checked: boolean;
  readonly children: string;
  choose(): void;
}

function Look({ role, checked, children, choose }: LookProps): VNode {
  return (
    <button type="button" class="checkable" tabIndex={-1} {...{ role, 'aria-checked': checked }} onClick={choose}>
      <span class="mark" aria-hidden="true">
        {checked ? '✓' : ''}
      </span>
      {children}
    </button>
  );
}
