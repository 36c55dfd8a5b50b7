import type { ComponentChildren } from 'preact';

/** A name that breaks before its capitals if it is too long for a line: `AliceCannot`, `Leave`. */
export function breakableName(name: string): ComponentChildren {
  const [first = '', ...rest] = name.split(/(?<=[\p{Ll}\d_.-])(?=\p{Lu})/u);
  return [first, ...rest.flatMap((part) => [<wbr key={part} />, part])];
}
