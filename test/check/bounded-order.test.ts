import { expect, test } from 'vitest';
import { checkText } from '../support/check.js';

const COPIES = 1_000;
const VALUES = 7;

/** A phase whose rows and steps differ in one value only; the values of the steps are shifted. */
function alikeStepsOutOfOrder(): string {
  const lines = (arrow: string, shift: number) =>
    Array.from({ length: COPIES }, (_, index) => `${arrow} : X(K: "${(index + shift) % VALUES}")`).join('\n');
  return `protocol P
event X on P { K : "0" | "1" | "2" | "3" | "4" | "5" | "6" }
event Y on P
model M {
  system a
  system b
  channel a <-> b on P
  phase One {
    trigger a -> b : Y
    a -> b : Y
    in order {
      ${lines('a -> b', 0)}
    }
  }
}
flow F follows M {
  system A as a
  system B as b
  phase P1 is One {
    A -> B : Y
    ${lines('A -> B', 3)}
    next end
  }
}
`;
}

test('the order of more alike steps than can be assigned to rows is left open, which is reported', async () => {
  const findings = await checkText(alikeStepsOutOfOrder());
  const inconclusive = findings.filter(({ code }) => code === 'check-inconclusive');
  expect(inconclusive.map(({ message }) => message)).toEqual([
    expect.stringContaining('the ways to assign steps to equal rows of a phase'),
  ]);
  expect(findings.map(({ code }) => code)).not.toContain('order-violation');
});

/** A phase with two steps out of order, steps without values, and as many with values, which are one too many. */
function duplicatesOutOfOrder(count: number): string {
  const lines = (line: string) => Array(count).fill(line).join('\n');
  return `protocol P
event X on P { K : "0" | "1" | "2" }
event Y on P
event Z on P
model M {
  system a
  system b
  channel a <-> b on P
  phase One {
    trigger a -> b : Y
    in order {
      a -> b : Y
      a -> b : Z
      ${lines('a -> b : X(K: "0")\na -> b : X(K: "1")')}
    }
  }
}
flow F follows M {
  system A as a
  system B as b
  phase P1 is One {
    A -> B : Z
    A -> B : Y
    ${lines('A -> B : X\nA -> B : X\nA -> B : X(K: "0")')}
    next end
  }
}
`;
}

test('of many steps that are one too many, not each is tried in place of each other one, which is reported', async () => {
  const codes = async (count: number) => (await checkText(duplicatesOutOfOrder(count))).map(({ code }) => code);
  expect(await codes(2)).not.toContain('check-inconclusive');
  expect(await codes(60)).toContain('check-inconclusive');
  expect(await codes(60)).toContain('order-violation');
});
