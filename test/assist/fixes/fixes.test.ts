import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../check/findings/finding.js';
import { isFixable, rules, safeOnSave } from '../../../check/findings/rules.js';
import { brief, checkText } from '../../support/check.js';
import { FaultyFile } from '../../support/faulty-file.js';
import { type FixedFixture, readFixedFixtures } from '../../support/fixed-fixtures.js';

const fixtures = readFixedFixtures();
/** Only the author of these knows which of the fixes is right. */
const undecided = [
  'ambiguous-name',
  'ambiguous-role',
  'contradictory-condition',
  'outcome-not-observed',
  'unset-protocol',
  'unset-state',
];

type Kind = Pick<Finding, 'code' | 'severity'>;

/** What the preferred fix of a fixture makes of its text. */
interface Outcome {
  readonly before: readonly Kind[];
  /** For each finding of the fixture's rule, how many of its fixes are preferred. */
  readonly preferred: readonly number[];
  /** The text after the first preferred fix. */
  readonly after: string;
  /** The text that the caret marks then; null if the fix leaves the caret alone. */
  readonly marked: string | null;
  readonly left: readonly Kind[];
}

const outcomes = new Map<string, Promise<Outcome>>();

/** The outcome of a fixture, for all tests the same one: to check, fix and check again takes longest. */
function outcomeOf(fixture: FixedFixture): Promise<Outcome> {
  const outcome = outcomes.get(fixture.name) ?? fixedOnce(fixture);
  outcomes.set(fixture.name, outcome);
  return outcome;
}

async function fixedOnce({ code, text, beside }: FixedFixture): Promise<Outcome> {
  const kindsOf = async (file: FaultyFile) =>
    (await file.findings()).map(({ code, severity }): Kind => ({ code, severity }));
  const file = await FaultyFile.open(text, beside);
  const all = (await file.fixes(code)).map(({ fixes }) => fixes.filter((fix) => fix.preferred));
  const [fix] = all.flat();
  const after = file.after(fix?.edits ?? []);
  const { start, end } = fix?.caret ?? {};
  const line = start === undefined ? undefined : after.split('\n')[start.line];
  return {
    before: await kindsOf(file),
    preferred: all.map(({ length }) => length),
    after,
    marked: start === undefined ? null : (line ?? '').slice(start.character, end?.character),
    left: await kindsOf(await FaultyFile.open(after, beside)),
  };
}

describe('the preferred fix', () => {
  test.each(fixtures)('the preferred fix of $name leaves the text of its fixture', async (fixture) => {
    const { name, code, fixed } = fixture;
    const { before, preferred, after, left } = await outcomeOf(fixture);
    expect(preferred.every((count) => count < 2)).toBe(true);
    if (process.env.UPDATE_FIXED === '1') {
      writeFileSync(path.join(import.meta.dirname, '../../fixtures/fixes', `${name}.fixed.confer`), after);
    }
    expect(after).toBe(fixed);

    // Alone it fixes the mistake: nothing of its kind is left that was there once, and no error has come.
    expect(left.filter((finding) => finding.code === code).length).toBeLessThan(preferred.length);
    const errors = (kinds: readonly Kind[]) => kinds.filter(({ severity }) => severity === 'error').length;
    expect(errors(left)).toBeLessThanOrEqual(errors(before));
  });

  test('the preferred fix alone leaves nothing to find where there is one mistake', async () => {
    const isFault = ({ severity }: Kind) => severity === 'error' || severity === 'warning';
    const remaining: string[] = [];
    let fixed = 0;
    for (const fixture of fixtures) {
      const { before, left } = await outcomeOf(fixture);
      const [only, another] = before.filter(isFault);
      if (only?.code !== fixture.code || another !== undefined) continue;
      if (left.some(isFault)) remaining.push(fixture.name);
      else fixed++;
    }
    expect(remaining).toEqual([]);
    expect(fixed).toBeGreaterThan(30);
  }, 240_000);

  test.each(Object.keys(rules).filter((code) => isFixable(code as keyof typeof rules)))(
    'the preferred fix of %s has a fixture',
    (code) => {
      expect(undecided.includes(code) || fixtures.some((fixture) => fixture.code === code)).toBe(true);
    },
  );

  test('the preferred fix leaves the caret where the author has to choose', async () => {
    const carets: string[] = [];
    for (const fixture of fixtures) {
      const { marked } = await outcomeOf(fixture);
      if (marked !== null) carets.push(`${fixture.name}: ${marked}`);
    }
    expect(carets.sort()).toEqual([
      'condition-not-met/longer-paths: BL2',
      'condition-not-met/some-paths: AnnLeaves2',
      'duplicate-name/rename: Line2',
      'ends-while-pending/no-next: 30s',
      'ends-while-pending/one-configuration: 30s',
      'ignore-without-reason/add: say why',
      'missing-attribute/placeholders: 0',
      'missing-timeout/default: 30s',
      'unhandled-outcome/aligned: 30s',
      'unhandled-outcome/new-phases: 30s',
      'unhandled-outcome/with-triggers: 30s',
      'unknown-message/declare: InteractionManagement',
    ]);
  }, 240_000);

  test('the preferred fix leaves a file that is laid out as the formatter has it so, the caret included', async () => {
    const tidy =
      'flow F {\n  party  Al\n  system Ixn\n  phase P {\n    Al  -> Ixn   : EventAck\n    Ixn -> Albert : EventAck\n  }\n}\n';
    const file = await FaultyFile.open(tidy.replace('Al  -> Ixn   ', 'Al  -> Ixn    '));
    const [fixed] = await file.fixes('unknown-participant');
    const declared = fixed?.fixes.find(({ title }) => title === 'Declare "party Albert"');
    expect(file.after(declared?.edits ?? [])).toContain('  party  Al\n  party  Albert\n  system Ixn\n');
  });
});

describe('the offered fixes', () => {
  const titles = async (text: string, code: string) =>
    (await (await FaultyFile.open(text)).fixes(code)).map(({ fixes }) =>
      fixes.map(({ title, preferred }) => `${preferred ? '* ' : ''}${title}`),
    );
  const textOf = (name: string) => fixtures.find((fixture) => fixture.name === name)?.text ?? '';

  test('silence comes last, with a reason to write, and silences', async () => {
    const file = await FaultyFile.open(textOf('missing-message/in-its-place'));
    const [fixed] = await file.fixes('missing-message');
    const last = fixed?.fixes.at(-1);
    expect(last).toMatchObject({ title: 'Ignore missing-message here', preferred: false });
    const after = file.after(last?.edits ?? []);
    expect(after).toContain('\n  // confer-ignore missing-message: say why\n  phase Invite is');
    expect((await checkText(after)).map(brief).filter((line) => !line.startsWith('information'))).toEqual([]);
  });

  test('all messages that a phase misses, in one go', async () => {
    const text = textOf('missing-message/in-its-place').replace(
      / {4}IxnServer -> StatServer : EventAgentInvited.*\n/,
      '',
    );
    const file = await FaultyFile.open(text);
    const [first] = await file.fixes('missing-message');
    const all = first?.fixes.find(({ title }) => title === 'Add all 2 missing messages of "Invite"');
    const after = file.after(all?.edits ?? []);
    expect(after).toContain(
      '{\n    IxnServer -> Bob        : EventInvite\n    IxnServer -> StatServer : EventAgentInvited\n    next',
    );
    expect((await checkText(after)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('a fix for each outcome alone is offered where several are not handled', async () => {
    const [atInvite] = await titles(textOf('unhandled-outcome/new-phases'), 'unhandled-outcome');
    expect(atInvite).toEqual([
      '* Handle "InvitationRejected" and "InvitationTimesOut"',
      'Handle "InvitationRejected" only',
      'Handle "InvitationTimesOut" only',
      'Ignore unhandled-outcome here',
    ]);
  });

  test('a broadcast can be written as one', async () => {
    expect(await titles(textOf('incomplete-broadcast/add'), 'incomplete-broadcast')).toEqual([
      ['* Add "Carol" to the receivers', 'Change to "all joined except Bob"', 'Ignore incomplete-broadcast here'],
    ]);
  });

  test('nothing that brings an error: a step that is right on one path is not removed for another', async () => {
    const text = textOf('condition-not-met/remove')
      .replace('    next BobLeaves | BobStays\n', '    next BobLeaves | AliceLeaves\n')
      .replace(
        '    IxnServer -> StatServer : EventPlacedInQueue\n',
        '    IxnServer -> StatServer : EventPlacedInQueue\n    next AliceLeaves | end\n',
      )
      .replace(
        '  scenario Joined',
        '  phase AliceLeaves is LeaveConference(Alice as agent2) {\n    EventAck\n    EventPartyRemoved\n    EventPlacedInQueue\n    next BobLeaves | end\n  }\n\n  scenario Joined',
      );
    const found = await titles(text, 'condition-not-met');
    expect(found.flat().filter((title) => !title.startsWith('Ignore'))).toEqual([
      '* Split "BobLeaves" by the paths that lead there',
      '* Split "AliceLeaves" by the paths that lead there',
    ]);
  });
});

test('lines end as they do in the file', async () => {
  const text = (fixtures.find(({ name }) => name === 'missing-message/in-its-place')?.text ?? '').replaceAll(
    '\n',
    '\r\n',
  );
  const file = await FaultyFile.open(text);
  const [fixed] = await file.fixes('missing-message');
  const after = file.after(fixed?.fixes[0]?.edits ?? []);
  expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  expect(after).toContain('    IxnServer -> Bob        : EventInvite\r\n');
});

test('fix all applies the safe fixes, and only those', async () => {
  const text = (fixtures.find(({ name }) => name === 'wrong-protocol/wrong')?.text ?? '')
    .replace('  party  Bob', '  party  Dora\n  party  Bob')
    .replace('    EventRejected', '    EventRejected on InteractionManagement')
    .replace('    IxnServer -> Bob : EventInvite\n', '');
  const file = await FaultyFile.open(text);
  const { FixProvider } = file.workspace.services.fixes;
  const edits = await FixProvider.fixAll(file.document, safeOnSave);
  const after = file.after(edits);
  const codes = (await checkText(after)).filter(({ severity }) => severity !== 'information').map(({ code }) => code);
  expect(codes).toEqual(['missing-message']);
  expect(after).not.toContain('Dora');
  expect(edits).toHaveLength(3);
});
