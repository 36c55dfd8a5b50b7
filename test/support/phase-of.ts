/** So many lines, each made from its number. */
export const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

/** A flow with one phase of these rows and steps, and with a trigger. */
export function phaseOf(rows: string, steps: string): string {
  return `protocol P
event T on P
event X on P { K : integer }
model M {
  system a
  system b
  channel a <-> b on P
  phase One {
    trigger a -> b : T
    ${rows}
  }
}
flow F follows M {
  system A as a
  system B as b
  phase P1 is One {
    A -> B : T
    ${steps}
    next end
  }
}
`;
}
