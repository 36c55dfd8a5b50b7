import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { replacedLine } from '../support/replaced-line.js';
import { TestWorkspace } from '../support/workspace.js';

// Slips in the lines of captures: one finding, on the words that are wrong, with what to write.

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'slips', `${name}.confer`), 'utf8');
const [broker, log, grant] = [read('broker'), read('log'), read('device-grant')];
const SLASHES = 'A regular expression is between slashes: write /';
const FIELDS = 'One of several fields is written "a or b", and fields that are found together "a join b".';
const COMMA = 'A list does not end with a comma: remove it.';

/** The file, the beginning of a line, its replacement, the marked words, and a part of the message. */
/** A log whose times are in a group of the same name as the keyword. */
const timed = log.replace('(?<at>', '(?<time>').replace('time     at ', 'time     time ');

const slips: readonly (readonly [text: string, begins: string, written: string, marked: string, says: string])[] = [
  [broker, 'files', 'files hub*.log', 'hub*.log', 'write "hub*.log".'],
  [broker, 'files', 'file "hub*.log"', 'file', 'Did you mean "files"?'],
  [broker, 'files', 'files = "hub*.log"', '=', 'A value follows its word without a sign: remove it.'],
  [log, 'files', 'files "door*.log", "card/*.log",', ',', COMMA],
  [broker, 'reads text', 'reads text, json', ', json', 'A capture reads one format: write a capture for each.'],
  [broker, 'reads text', 'format text', 'format', 'write reads.'],
  [broker, 'line', String.raw`line ^(?<what>\w+) (?<id>\w+)$`, String.raw`^(?<what>\w+) (?<id>\w+)$`, SLASHES],
  [broker, 'line', String.raw`line r"^(?<what>\w+)$"`, String.raw`r"^(?<what>\w+)$"`, SLASHES],
  [log, 'more', String.raw`more card=(?<card>\w+)`, String.raw`card=(?<card>\w+)`, SLASHES],
  [broker, 'line', 'line /^(?<what>[A-Z)$/', '/^(?<what>[A-Z)$/', String.raw`write "]", or "\[" for the sign.`],
  [broker, 'line', String.raw`line /^\[(?<what>[A-Z)$/`, String.raw`/^\[(?<what>[A-Z)$/`, 'is not closed'],
  [
    broker,
    'line',
    String.raw`line /^\[(?<what>.*)$`,
    String.raw`/^\[(?<what>.*)$`,
    String.raw`write /^\[(?<what>.*)$/.`,
  ],
  [broker, 'line', 'line /^(?P<what>.)$/', '/^(?P<what>.)$/', 'A group is named "(?<name>…)", without "P".'],
  [broker, 'time', 'time at as "%Y-%m-%d"', '"%Y-%m-%d"', 'Write letters: "yyyy-MM-dd HH:mm:ss".'],
  [broker, 'time', 'time at as "DD.MM.YYYY"', '"DD.MM.YYYY"', 'There is no time part "DD". Did you mean "dd"?'],
  [broker, 'time', 'time at "HH:mm:ss"', '"HH:mm:ss"', 'The format of a time follows "as": write as "HH:mm:ss".'],
  [broker, 'time', 'time at format "HH:mm:ss"', 'format "HH:mm:ss"', 'write as "HH:mm:ss".'],
  [broker, 'time', 'time at as HH:mm:ss', 'HH:mm:ss', 'write "HH:mm:ss".'],
  [broker, 'time', 'time at as "HH:mm:ss" tz "UTC"', 'tz "UTC"', 'write zone "UTC".'],
  [broker, 'time', 'time as "HH:mm:ss"', 'as', 'The field that holds the time follows "time"'],
  [broker, 'time', 'time at epoch', 'epoch', 'The unit follows "epoch"'],
  [broker, 'key', 'key id and from', 'and', FIELDS],
  [broker, 'key', 'key id from', 'from', FIELDS],
  [broker, 'key', 'key id, from', ',', FIELDS],
  [broker, 'key', 'key id | from', '|', 'One of several fields is written with "or"'],
  [broker, 'key', 'key by id', 'by', 'remove it.'],
  [grant, 'key', 'key $.client', '$.client', 'The path of a field is in quotes: write "$.client".'],
  [grant, 'key', 'key .client', '.client', 'write "$.client".'],
  [grant, 'key', 'key "$.client" join with "$.user"', 'with', 'remove it.'],
  [grant, 'from', 'from $.from', '$.from', 'write "$.from".'],
  [broker, '"CONNECT"', 'Connect is "CONNECT",', 'Connect is "CONNECT"', 'write "CONNECT" is Connect.'],
  [broker, '/WILL.*/', '^WILL is Will', '^WILL', 'write /^WILL/.'],
  [broker, 'from from', 'sender from', 'sender', 'write from.'],
  [broker, 'to to', 'receiver to', 'receiver', 'write to.'],
  [broker, 'participant', 'party Hub is "hub"', 'party', 'write participant.'],
  [broker, 'participant', 'participant "hub" is Hub', '"hub" is Hub', 'write Hub is "hub".'],
  [broker, 'participant', 'participant Hub is "hub",', ',', COMMA],
  [broker, 'records', 'records Mqtt,', ',', COMMA],
  [broker, 'again', 'again within 500ms by from and what', ' and ', 'Fields are separated by ",".'],
  [broker, 'settle', 'settle after 3s', 'after 3s', 'write "settle 3s".'],
  [broker, 'settle', 'settle "3s"', '"3s"', 'A time has no quotes: write 3s.'],
  [broker, 'settle', 'settle 00:03', '00:03', 'write 3s.'],
  [log, 'offset', 'offset −2s', '−2s', 'write -2s.'],
  [log, 'offset', 'offset - 2s', '- 2s', 'write -2s.'],
  [log, 'begins', 'begins after 1s', 'after 1s', 'write "begins within 1s".'],
  [broker, 'allow', 'allow "no log" missing-message Will', '"no log" missing-message Will', 'The reason comes last'],
  [broker, 'allow', 'allow missing message Will "no log"', 'missing message', 'write missing-message.'],
  [broker, 'allow', 'allow missing-message Will on Dropped "no log"', 'on', 'The phase follows "in": write in.'],
  [broker, 'allow', 'ignore missing-message Will "no log"', 'ignore', 'write allow.'],
  [broker, 'allow', 'allow', 'allow', 'Expected the code of a rule (missing-message) after "allow".'],
  [log, 'offset', 'offset', 'offset', 'Expected a duration (6s) or a negative duration (-2h) after "offset".'],
  [timed, 'time', 'time time format "HH:mm"', 'format "HH:mm"', 'write as "HH:mm".'],
  [timed, 'time', 'time time as', 'as', 'Expected a string in quotes after "as".'],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each(slips)(
  '%# a slip in a capture is one finding that names the remedy',
  async (text, begins, written, marked, says) => {
    const start = text.indexOf('\ncapture');
    const slip = replacedLine(text.slice(start), begins, written).text;
    const found = await workspace.problems('slip.confer', text.slice(0, start) + slip);
    const { textDocument } = workspace.document('slip.confer');
    expect(
      found.map(({ range, message }) => [textDocument.getText(range), message]),
      written,
    ).toEqual([[marked, expect.stringContaining(says)]]);
  },
);

test('a capture that allows a deviation of an unknown phase is checked beside a phase without a name', async () => {
  const text = log
    .replace('phase Ask ', 'phase ')
    .replace(/^(capture DoorLog.*)$/m, '$1\n  allow missing-message in Quux "why"');
  const found = await workspace.problems('slip.confer', text);
  expect(found.map(({ code }) => code)).toContain('syntax-error');
});
