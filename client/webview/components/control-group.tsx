import type { ComponentChildren, VNode } from 'preact';

interface ControlGroupProps {
  /** How it looks. */
  readonly classes?: string;
  /** Its name for screen readers, if it has one. */
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** Controls that belong together: items of a menu, options of a list, or buttons of which one is pressed. */
export function ControlGroup({ classes, label, children }: ControlGroupProps): VNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a `fieldset` groups fields of a form, and is not allowed in a menu or list box
    <div class={classes} role="group" aria-label={label}>
      {children}
    </div>
  );
}
