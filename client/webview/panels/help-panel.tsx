import { Component, createRef, type VNode } from 'preact';
import { Sample } from '../../../timeline/index.js';
import type { AppActions } from '../app-actions.js';
import { commandLabels, keyOfCommand } from '../commands.js';
import { Glyph } from '../components/glyph.js';
import type { ViewPort } from '../diagram/view-port.js';

export interface HelpPanelProps {
  readonly viewPort: ViewPort;
  readonly actions: AppActions;
}

/** Keys that are no commands. */
const walkingKeys = [
  ['Up, Down', 'Move between messages'],
  ['Left, Right', 'Move between the lanes of a message'],
  ['Enter', 'Show in the text, or fix'],
  ['Space', 'Show in the text'],
] as const;

/** All signs of the picture, and all keys. */
export class HelpPanel extends Component<HelpPanelProps> {
  private readonly panel = createRef<HTMLDivElement>();
  private before: Element | null = null;

  override componentDidMount(): void {
    this.before = document.activeElement;
    this.panel.current?.focus();
  }

  override componentWillUnmount(): void {
    if (this.panel.current?.contains(document.activeElement) !== true) return;
    if (this.before instanceof HTMLElement || this.before instanceof SVGElement) this.before.focus();
  }

  override render({ viewPort, actions }: HelpPanelProps): VNode {
    const signs = viewPort.view?.boxes.legend.signs ?? [];
    return (
      <div class="help-panel" role="dialog" aria-label="Legend and shortcuts" tabIndex={-1} ref={this.panel}>
        <button
          type="button"
          class="tool close"
          title="Close (Escape)"
          aria-label="Close legend and shortcuts"
          onClick={() => actions.dispatch({ type: 'help-open', open: false })}
        >
          <Glyph name="close" />
        </button>
        <h2>Legend</h2>
        <ul class="signs">
          {signs.map(([sample, text]) => (
            <li key={text}>
              <svg width={34} height={24} viewBox="0 2 34 24" aria-hidden="true">
                <Sample sample={sample} box={{ x: 0, y: 0, width: 34, height: 28 }} />
              </svg>
              {text}
            </li>
          ))}
        </ul>
        <h2>Keyboard shortcuts</h2>
        <dl class="keys">
          {walkingKeys.map(([key, text]) => (
            <KeyEntry key={key} name={key} text={text} />
          ))}
          {commandLabels.map(([command, text]) => (
            <KeyEntry key={command} name={keyOfCommand(command)} text={text} />
          ))}
        </dl>
      </div>
    );
  }
}

function KeyEntry({ name, text }: { name: string; text: string }): VNode {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
