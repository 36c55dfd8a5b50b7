import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colors a text; without a style, it stays as it is. */
export type Paint = (style: Style | undefined, text: string) => string;

/** Styles by severity. A merged result may have a word that is no severity: it has no style. */
export const severityStyles: Readonly<Record<string, Style>> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'gray',
};

/** Colors texts if the caller wants it, whatever the stream is that Node would look at. */
export function painter(colored: boolean): Paint {
  return (style, text) => (colored && style !== undefined ? styleText(style, text, { validateStream: false }) : text);
}
