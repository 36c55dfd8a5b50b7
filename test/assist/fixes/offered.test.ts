import { describe, expect, test } from 'vitest';
import { brief, checkText } from '../../support/check.js';
import { FaultyFile } from '../../support/faulty-file.js';

const vocabulary = `protocol Desk
protocol Audit

request AskFor on Desk
event   Offered on Desk, Audit
event   Taken   on Desk
event   Free    on Desk
event   Paid    on Desk

model Handing {
  party  giver initially holding
  party  taker
  system desk
  system audit
  states away, pending offered, holding
  channel desk <-> giver, taker on Desk
  channel desk -> audit on Audit

  phase Offer {
    trigger giver -> desk : AskFor
    moves taker from away to offered
    desk -> taker, audit : Offered
  }

  phase Take {
    moves taker from offered to holding
    desk -> all holding except taker : Taken
    one of {
      desk -> taker : Free
      desk -> taker : Paid
    }
  }
}
`;
const cast = `  party  Ann  as giver
  party  Ben  as taker
  system Help as desk
  system Log  as audit
`;
const steps = `  phase Ask is Offer {
    Ann  -> Help     : AskFor
    Help -> Ben, Log : Offered
    next Takes
  }

  phase Takes is Take {
    Help -> Ann : Taken
    Help -> Ben : Free
  }
`;
const flow = (head: string, phases: string) => `${vocabulary}\nflow F follows Handing {\n${head}\n${phases}}\n`;

async function titles(text: string, code: string): Promise<string[][]> {
  const found = await (await FaultyFile.open(text)).fixes(code);
  return found.map(({ fixes }) => fixes.map(({ title, preferred }) => `${preferred ? '* ' : ''}${title}`));
}

const faultsOf = async (text: string) =>
  (await checkText(text)).filter(({ severity }) => severity !== 'information').map(brief);

test('the flow that these tests begin with is right', async () => {
  expect(await faultsOf(flow(cast, steps))).toEqual([]);
});

describe('a missing one-of', () => {
  const text = flow(cast, steps.replace('    Help -> Ben : Free\n', ''));

  test('a missing one-of is named with all its members, and each is offered', async () => {
    const [found] = await (await FaultyFile.open(text)).fixes('missing-message');
    expect(found?.finding.message).toContain('one of "Free" on "Desk" from "Help" to "Ben" or "Paid" on "Desk"');
    expect(await titles(text, 'missing-message')).toEqual([
      ['Add "Help -> Ben : Free"', 'Add "Help -> Ben : Paid"', 'Ignore missing-message here'],
    ]);
  });

  test('a missing one-of is left to the author by what adds all', async () => {
    const file = await FaultyFile.open(
      flow(cast, `${steps.slice(0, steps.indexOf('  phase Takes'))}  phase Takes is Take {}\n`),
    );
    const edits = await file.workspace.services.fixes.FixProvider.fixAll(file.document, new Set(['missing-message']));
    expect(file.after(edits)).toContain('  phase Takes is Take {\n    Help -> Ann : Taken\n  }\n');
  });
});

test('all participants that a flow names and does not declare are declared at once, each in its role', async () => {
  const file = await FaultyFile.open(flow('', steps));
  const edits = await file.workspace.services.fixes.FixProvider.fixAll(file.document, new Set(['unknown-participant']));
  const after = file.after(edits);
  expect(await faultsOf(after)).toEqual([]);
  for (const line of cast.trim().split('\n')) {
    expect(after.match(new RegExp(line.trim().replace(/ +/g, ' +'), 'g'))).toHaveLength(1);
  }
});

test('a participant that nothing speaks for is declared as either, and neither is preferred', async () => {
  const text = flow(
    cast,
    steps.replace('Ann  -> Help     : AskFor', 'Ann  -> Help     : AskFor\n    Help -> Tape : Noted'),
  ).replace('event   Free ', 'protocol Tapes\nevent   Noted   on Tapes\nevent   Free ');
  expect(await titles(text, 'unknown-participant')).toEqual([
    ['Declare "party Tape"', 'Declare "system Tape"', 'Ignore unknown-participant here'],
  ]);
});

test('a player of a role is offered although that shows what else is wrong', async () => {
  const text = flow(cast.replace('  party  Ben  as taker\n', ''), '  phase Ask is Offer\n');
  const file = await FaultyFile.open(text);
  const [found] = await file.fixes('unbound-role');
  const fix = found?.fixes.find(({ preferred }) => preferred);
  expect(fix?.title).toBe('Declare "party Taker as taker"');
  expect(await faultsOf(file.after(fix?.edits ?? []))).toEqual([expect.stringContaining('ends-while-pending')]);
});

test('a role of two players is taken from one, or bound: in all phases, or in one', async () => {
  const text = flow(cast.replace('  system Log', '  system Tel  as desk\n  system Log'), steps);
  const [found] = await titles(text, 'ambiguous-role');
  expect(found).toEqual([
    'Take role "desk" from "Help"',
    'Take role "desk" from "Tel"',
    'Bind "Help" as "desk" in all phases',
    'Bind "Tel" as "desk" in all phases',
    'Bind "Help" as "desk" in "Ask"',
    'Ignore ambiguous-role here',
  ]);
  const file = await FaultyFile.open(text);
  const [fixed] = await file.fixes('ambiguous-role');
  const everywhere = fixed?.fixes.find(({ title }) => title === 'Bind "Help" as "desk" in all phases');
  expect(await faultsOf(file.after(everywhere?.edits ?? []))).toEqual([]);
});

test('either of two conditions that contradict each other can be removed', async () => {
  const text = vocabulary.replace(
    '    moves taker from away',
    '    needs giver holding and giver away\n    moves taker from away',
  );
  expect(await titles(text, 'contradictory-condition')).toEqual([
    [
      'Remove the condition "giver away"',
      'Remove the condition "giver holding"',
      'Ignore contradictory-condition here',
    ],
  ]);
});

test('a row is offered for a role that an outcome does not reach, as another outcome has it', async () => {
  const text = vocabulary
    .replace('    desk -> all holding', '    desk -> audit : Offered\n    desk -> all holding')
    .replace(/}\n$/, '\n  phase Decline {\n    moves taker from offered to away\n    desk -> taker : Free\n  }\n}\n');
  expect(await titles(text, 'outcome-not-observed')).toEqual([
    ['Add "desk -> audit : Offered"', 'Ignore outcome-not-observed here'],
  ]);
});

test('for a role that an outcome does not reach, the row by which it notifies others is offered first, and no other’s trigger', async () => {
  const text = `protocol Job
request Report on Job
event Assigned on Job
event Started on Job
event Refused on Job
model Repair {
  party customer
  party technician
  system desk
  system ledger
  states idle, pending waiting, served
  channel desk <-> customer, technician on Job
  channel desk -> ledger on Job
  phase Reported {
    trigger customer -> desk : Report
    moves customer from idle to waiting
    desk -> technician, ledger : Assigned
  }
  phase Taken {
    trigger technician -> desk : Started
    moves customer from waiting to served
    desk -> ledger : Started
  }
  phase Declined {
    trigger technician -> desk : Refused
    moves customer from waiting to idle
    desk -> customer : Refused
  }
}
`;
  expect(await titles(text, 'outcome-not-observed')).toEqual([
    ['Add "desk -> ledger : Refused"', 'Ignore outcome-not-observed here'],
  ]);
});

test('a suppression is put above the comments of its line, and still suppresses the finding', async () => {
  const text = flow(
    cast,
    steps
      .replace('    Help -> Ann : Taken\n', '')
      .replace('  phase Takes', '  // Then\n  /** it is taken. */\n  phase Takes'),
  );
  const file = await FaultyFile.open(text);
  const [found] = await file.fixes('missing-message');
  const after = file.after(found?.fixes.at(-1)?.edits ?? []);
  expect(after).toContain(
    '\n  // confer-ignore missing-message: say why\n  // Then\n  /** it is taken. */\n  phase Takes',
  );
  expect(await faultsOf(after)).toEqual([]);
});

test('the nearest of several files that declare a name come first, in one order, and none is preferred', async () => {
  const text = 'flow F {\n  party A\n  party B\n  phase P {\n    A -> B : Hello\n  }\n}\n';
  const other = 'protocol Speech\nmessage Hello on Speech\n';
  for (const beside of [
    { 'b.confer': other, 'a.confer': other, 'x/a.confer': other },
    { 'x/a.confer': other, 'a.confer': other, 'b.confer': other },
  ]) {
    const file = await FaultyFile.open(text, beside);
    const [found] = await file.fixes('unknown-message');
    const imports = found?.fixes.filter(({ title }) => title.startsWith('Import')) ?? [];
    expect(imports.map(({ title }) => /"([^"]*)"/.exec(title)?.[1])).toEqual([
      './a.confer',
      './b.confer',
      './x/a.confer',
    ]);
    expect(imports.some(({ preferred }) => preferred)).toBe(false);
  }
});

describe('new lines are laid out', () => {
  const spaced = flow(cast, steps).replace('system Log  as', 'system  Log as');
  const without = spaced.replace('    next Takes\n', '    next Takes\n').replace('    Help -> Ben : Free\n', '');

  test('new lines are laid out like those next to them, independent of the rest of the file', async () => {
    const file = await FaultyFile.open(without);
    const [found] = await file.fixes('missing-message');
    expect(file.after(found?.fixes[0]?.edits ?? [])).toBe(spaced);
  });

  test('new lines are not laid out where the author lays out steps in another way', async () => {
    const ragged = without.replace(
      '    Ann  -> Help     : AskFor\n    Help -> Ben, Log : Offered',
      '    Ann -> Help : AskFor\n    Help -> Log : Offered',
    );
    const file = await FaultyFile.open(ragged);
    const [found] = await file.fixes('missing-message');
    expect(file.after(found?.fixes[0]?.edits ?? [])).toContain('    Ann -> Help : AskFor\n');
  });
});

test('a target that can never be taken is removed with its phase, if that is not offered elsewhere', async () => {
  const again = `${steps.replace('Help -> Ben : Free', 'Help -> Ben : Free\n    next Again')}  phase Again is Take\n`;
  expect(await titles(flow(cast, again), 'illegal-phase')).toEqual([
    ['Remove the target "Again"', 'Remove the target and the phase "Again"', 'Ignore illegal-phase here'],
  ]);
  const [found] = await (await FaultyFile.open(flow(cast, again))).fixes('illegal-phase');
  const file = await FaultyFile.open(flow(cast, again));
  expect(await faultsOf(file.after(found?.fixes[1]?.edits ?? []))).toEqual([]);
});

test('a scenario that is no path from its first phase on is cut, or goes', async () => {
  const text = flow(cast, `${steps}\n  scenario Odd { Takes, Ask }\n`);
  expect(await titles(text, 'not-a-path')).toEqual([
    ['Remove "Takes"', 'Remove scenario "Odd"', 'Ignore not-a-path here'],
  ]);
});

test('an unknown role of a flow can be left out if all roles of its kind have a player', async () => {
  const text = flow(cast.replace('Log  as audit', 'Log  as audit\n  system Third as zzz'), steps);
  const [found] = await titles(text, 'unknown-role');
  expect(found).toContain('Remove role "zzz"');
});
