import { Component } from 'preact';

/**
 * A component that renders again only if one of its properties is another value than before. Not the one of
 * `preact/compat`: that module changes how events of fields work on the whole page.
 */
export abstract class PureComponent<Props extends object> extends Component<Props> {
  override shouldComponentUpdate(next: Readonly<Props>): boolean {
    return differs(this.props, next);
  }
}

function differs<Props extends object>(now: Props, next: Props): boolean {
  const names = Object.keys(next) as (keyof Props)[];
  return names.length !== Object.keys(now).length || names.some((name) => now[name] !== next[name]);
}
