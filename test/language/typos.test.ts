import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FaultyFile } from '../support/faulty-file.js';
import { spread } from '../support/spread.js';

const good = readFileSync(path.join(import.meta.dirname, 'typos.confer'), 'utf8');

/** Typos that are tried with faults of another kind after them. */
const MAX_PLANTED = 40;

/** Faults of another kind, after every typo in their flow: they must be found whatever comes before them. */
const planted = good
  .replace('{ Struck Failed Late }', '{ Struck Failed Late Nonsense }')
  .replace(
    'FailToLeaveConference next',
    'FailToLeaveConference { EventError Rubbish next Leaves }\n  phase Never next',
  );

/** What an author does to the file, the word that is marked, and how the preferred fix writes the typo; null: it has none. */
type Typo = readonly [wellWritten: string, typo: string, marked: string, mended: string | null];

const inFlows: readonly Typo[] = [
  ['party  Cem as courier', 'party  Cem courier', 'courier', 'party  Cem as courier'],
  ['party  Cem as courier', 'party  Cem is courier', 'is', 'party  Cem as courier'],
  ['party  Cem as courier', 'parti  Cem as courier', 'parti', 'party  Cem as courier'],
  ['party  Cem as courier', 'party  Cem as', 'as', null],
  ['party  Cem as courier', 'party  as courier', 'as', null],
  ['party  Cem as courier', 'Cem as courier', 'Cem', 'party  Cem as courier'],
  ['party  Cem as courier', 'party  Cem as courier;', ';', 'party  Cem as courier'],
  ['party  Cem as courier', 'party  Cem as courier 2', '2', null],
  ['party  Cem as courier', 'person Cem as courier', 'person', 'party  Cem as courier'],
  ['system Desk as desk', 'system Desk as desk,', ',', 'system Desk as desk'],
  ['system Desk as desk', 'sytem Desk as desk', 'sytem', 'system Desk as desk'],
  ['weight is light "below 10 kg"', 'weight light "below 10 kg"', 'light', 'weight is light "below 10 kg"'],
  ['weight is light "below 10 kg"', 'weight = light "below 10 kg"', '=', 'weight is light "below 10 kg"'],
  ['weight is light "below 10 kg"', 'weight is', 'is', null],
  ['start Calls | Shut', 'start Calls Shut', 'Shut', 'start Calls | Shut'],
  ['start Calls | Shut', 'start Calls, Shut', ',', 'start Calls | Shut'],
  ['start Calls | Shut', 'start Calls |', '|', null],
  ['start Calls | Shut', 'start', 'start', null],
  ['start Calls | Shut', 'begin Calls | Shut', 'begin', 'start Calls | Shut'],
  ['phase Calls is Call {', 'phse Calls is Call {', 'phse', 'phase Calls is Call {'],
  ['phase Calls is Call {', 'phase Calls Call {', 'Call', 'phase Calls is Call {'],
  ['phase Calls is Call {', 'phase Calls as Call {', 'as', 'phase Calls is Call {'],
  ['phase Calls is Call {', 'phase Calls = Call {', '=', 'phase Calls is Call {'],
  ['phase Calls is Call {', 'phase Calls is {', '{', null],
  ['phase Calls is Call {', 'phase is Call {', 'is', null],
  ['phase Calls is Call {', 'Calls is Call {', 'Calls', 'phase Calls is Call {'],
  ['phase Calls is Call {', 'phase Calls is Call(Cem) {', ')', null],
  ['phase Calls is Call {', 'phase Calls is Call(Cem courier) {', 'courier', 'phase Calls is Call(Cem as courier) {'],
  ['Desk -> Cem : Notice', 'Desk => Cem : Notice', '=>', 'Desk -> Cem : Notice'],
  ['Desk -> Cem : Notice', 'Desk → Cem : Notice', '→', 'Desk -> Cem : Notice'],
  ['Desk -> Cem : Notice', 'Desk - Cem : Notice', '-', 'Desk -> Cem : Notice'],
  ['Desk -> Cem : Notice', 'Desk -> Cem Notice', 'Notice', 'Desk -> Cem : Notice'],
  ['Desk -> Cem : Notice', 'Desk -> Cem = Notice', '=', 'Desk -> Cem : Notice'],
  ['Desk -> Cem : Notice', 'Desk -> : Notice', ':', null],
  ['Desk -> Cem : Notice', 'Desk -> Cem, : Notice', ',', 'Desk -> Cem : Notice'],
  ['Desk -> Cem : Notice', 'Desk to Cem : Notice', 'to', 'Desk -> Cem : Notice'],
  ['Desk -> Cem : Notice', '-> Cem : Notice', '->', null],
  ['Desk -> Books : Listed', 'Desk -> Books :', ':', null],
  ['Notice on Radio after 2s', 'Notice on after 2s', 'after', null],
  ['Notice on Radio after 2s', 'Notice on Radio after 2 s', '2 s', 'Notice on Radio after 2s'],
  ['Notice on Radio after 2s', 'Notice on Radio after 2', '2', null],
  ['Notice on Radio after 2s', 'Notice on Radio 2s', '2s', 'Notice on Radio after 2s'],
  ['(Weight: 10, Address: "Hill 7")', '(Weight = 10, Address: "Hill 7")', '=', '(Weight: 10, Address: "Hill 7")'],
  ['(Weight: 10, Address: "Hill 7")', '(Weight: 10 Address: "Hill 7")', 'Address', '(Weight: 10, Address: "Hill 7")'],
  ['(Weight: 10, Address: "Hill 7")', '(Weight: 10, Address: "Hill 7"', '"Hill 7"', '(Weight: 10, Address: "Hill 7")'],
  ['(Weight: 10, Address: "Hill 7")', '(Weight: , Address: "Hill 7")', ',', null],
  ['next Takes after 1m | Declines', 'next Takes after 1m, Declines', ',', 'next Takes after 1m | Declines'],
  ['next Takes after 1m | Declines', 'next Takes after 1m || Declines', '|', 'next Takes after 1m | Declines'],
  ['next Takes after 1m | Declines', 'next Takes after | Declines', '|', null],
  ['next Takes after 1m | Declines', 'next | Declines', '|', 'next Declines'],
  [
    'next Takes after 1m | Declines | Expires after 90s',
    'next Takes, Declines, Expires after 90s',
    ',',
    'next Takes | Declines | Expires after 90s',
  ],
  ['next Takes after 1m | Declines | Expires after 90s', 'next', 'next', null],
  ['{ Confirmed Stored }', '{ Confirmed, Stored }', ',', '{ Confirmed Stored }'],
  ['{ Confirmed Stored }', 'Confirmed Stored }', 'Confirmed', '{ Confirmed Stored }'],
  ['{ Confirmed Stored }', '{ Confirmed Stored }}', '}', '{ Confirmed Stored }'],
  ['{ Calls, Takes }', '{ Calls Takes }', 'Takes', '{ Calls, Takes }'],
  ['{ Calls, Takes }', '{ Calls, }', ',', '{ Calls }'],
  ['{ Calls, Takes }', 'Calls, Takes', 'Calls', '{ Calls, Takes }'],
  ['{ Calls, Takes }', 'Calls, Takes }', 'Calls', '{ Calls, Takes }'],
  [
    '"In the morning" follows Parcels {',
    '"In the morning" follow Parcels {',
    'follow',
    '"In the morning" follows Parcels {',
  ],
  ['"In the morning" follows Parcels {', '"In the morning" Parcels {', 'Parcels', '"In the morning" follows Parcels {'],
  [
    '"In the morning" follows Parcels {',
    '"In the morning" follows Parcels',
    'Parcels',
    '"In the morning" follows Parcels {',
  ],
  [
    'Morning "In the morning" follows Parcels {',
    'Morning follows Parcels "In the morning" {',
    '"In the morning"',
    'Morning "In the morning" follows Parcels {',
  ],
];

const inModels: readonly Typo[] = [
  [
    'states idle, pending called, known',
    'state idle, pending called, known',
    'state',
    'states idle, pending called, known',
  ],
  [
    'states idle, pending called, known',
    'states idle pending called, known',
    'pending',
    'states idle, pending called, known',
  ],
  ['states idle, pending called, known', 'states', 'states', null],
  ['fact weight: light, heavy', 'fact weight light, heavy', 'light', 'fact weight: light, heavy'],
  ['fact weight: light, heavy', 'fact weight:', ':', null],
  ['fact weight: light, heavy', 'fact weight', 'weight', null],
  ['fact weight: light, heavy', 'fact: light, heavy', ':', null],
  ['channel desk -> books on Ledger', 'channel desk -> books', 'books', null],
  ['channel desk -> books on Ledger', 'channel desk books on Ledger', 'books', null],
  ['channel desk -> books on Ledger', 'channel desk -> on Ledger', 'on', null],
  ['anytime shipper -> desk : Ping', 'anytime shipper -> desk', 'desk', null],
  ['anytime shipper -> desk : Ping', 'anytime Ping', 'Ping', null],
  ['anytime shipper -> desk : Ping', 'any shipper -> desk : Ping', 'any', 'anytime shipper -> desk : Ping'],
  ['trigger shipper -> desk : Pickup', 'trigger Pickup', 'Pickup', null],
  ['trigger shipper -> desk : Pickup', 'trigger shipper -> desk', 'desk', null],
  [
    'needs shipper known and none called',
    'need shipper known and none called',
    'need',
    'needs shipper known and none called',
  ],
  ['needs shipper known and none called', 'needs shipper', 'shipper', null],
  ['needs shipper known and none called', 'needs shipper known and', 'and', null],
  [
    'needs shipper known and none called',
    'needs shipper known or none called',
    'or',
    'needs shipper known and none called',
  ],
  ['moves courier from idle to called', 'moves courier idle to called', 'idle', 'moves courier from idle to called'],
  ['moves courier from idle to called', 'moves courier from idle', 'idle', null],
  ['moves courier from idle to called', 'moves courier from idle to', 'to', null],
  ['desk -> all known except courier', 'desk -> all known but courier', 'but', 'desk -> all known except courier'],
  ['desk -> all known except courier', 'desk -> all known except', ':', null],
  ['when weight is heavy {', 'if weight is heavy {', 'if', 'when weight is heavy {'],
  ['when weight is heavy {', 'when {', '{', null],
  ['when weight is heavy {', 'when weight is heavy', 'desk', 'when weight is heavy {'],
  ['in order {', 'in {', '{', 'in order {'],
  ['in order {', 'in order', 'in order', 'in order {'],
  ['in order {', 'in order (', '(', 'in order {'],
  ['trigger timeout at desk', 'trigger timeout desk', 'desk', 'trigger timeout at desk'],
  ['trigger timeout at desk', 'trigger timeout at', 'at', null],
  ['optional desk -> courier : Late', 'maybe desk -> courier : Late', 'maybe', 'optional desk -> courier : Late'],
  ['optional desk -> courier : Late', 'optional desk -> courier : Late inferred', 'inferred', null],
  ['optional desk -> courier : Late', 'optional desk -> courier : Late answers', 'answers', null],
  ['phase Closed replaces Call {', 'phase Closed replace Call {', 'replace', 'phase Closed replaces Call {'],
  ['phase Closed replaces Call {', 'phase Closed replaces {', '{', null],
  ['phase Comes {', 'phase Comes', 'Comes', 'phase Comes {'],
  [
    'Parcels "Handing over parcels" {',
    'Parcels "Handing over parcels"',
    '"Handing over parcels"',
    'Parcels "Handing over parcels" {',
  ],
  ['source "Courier handbook"', 'source Courier', 'Courier', 'source "Courier"'],
];

const inVocabulary: readonly Typo[] = [
  ['protocol Text "Text messages"', 'protocol "Text messages"', '"Text messages"', null],
  ['protocol Text "Text messages"', 'protocol Text : "Text messages"', ':', 'protocol Text "Text messages"'],
  [
    'event Failed on Radio { optional Code: integer }',
    'event Failed on Radio { optional Code: integer',
    'event',
    'event Failed on Radio { optional Code: integer\n}',
  ],
  [
    'event Failed on Radio { optional Code: integer }',
    'event Failed on Radio { optional Code integer }',
    'integer',
    'event Failed on Radio { optional Code: integer }',
  ],
  ['event Late on Radio', 'event Late on', 'on', null],
  ['event Late on Radio', 'event Late', 'Late', null],
  ['event Late on Radio', 'event', 'event', null],
  ['event Late on Radio', 'Late on Radio', 'Late', null],
  ['event Late on Radio', 'evnt Late on Radio', 'evnt', 'event Late on Radio'],
];

const problems = async (file: FaultyFile) =>
  (await file.findings()).filter(({ severity }) => severity === 'error' || severity === 'warning');

async function findings(text: string): Promise<string[]> {
  const file = await FaultyFile.open(text);
  return (await problems(file)).map(({ code, range }) => `${code} ${file.document.textDocument.getText(range)}`);
}

function edited(text: string, [wellWritten, typo]: Typo): string {
  expect(text).toContain(wellWritten);
  return text.replace(wellWritten, () => typo);
}

/** A text without its columns: a new word may move what is below it. */
function words(text: string): string {
  return text.replace(/(?<=\S) +/g, ' ');
}

describe.each([
  ['a flow', inFlows],
  ['a model', inModels],
  ['the vocabulary', inVocabulary],
])('one typo in %s is one finding with the fix', (_where, typos) => {
  test.each(typos)('`%s` written as `%s` is one finding', async (...typo) => {
    const file = await FaultyFile.open(edited(good, typo));
    const found = await problems(file);
    const [, written, marked, fixed] = typo;
    expect(found.map(({ code, range }) => [code, file.document.textDocument.getText(range)])).toEqual([
      ['syntax-error', marked],
    ]);
    const [only] = await file.fixes('syntax-error');
    const preferred = only?.fixes.find((fix) => fix.preferred);
    expect(preferred === undefined ? null : words(file.after(preferred.edits))).toBe(
      fixed === null ? null : words(file.document.textDocument.getText().replace(written, () => fixed)),
    );
  });
});

test.each(spread([...inFlows, ...inModels], MAX_PLANTED))(
  'the rest is checked, with `%s` written `%s`',
  async (...typo) => {
    const others = (await findings(edited(planted, typo))).filter((finding) => !finding.startsWith('syntax-error'));
    expect(others).toEqual(['unknown-message Nonsense', 'unknown-message Rubbish', 'unreachable-phase Never']);
  },
);

test('the file is right without a typo', async () => {
  expect(await findings(good)).toEqual([]);
});
