import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AstNode, LangiumDocument } from 'langium';
import { isMultiReference, isReference } from 'langium';
import { expect, test } from 'vitest';
import { applyChanges, type FormatOptions, formatDocument } from '../../../assist/format/formatter.js';
import { tokensOf } from '../../../assist/format/tokens.js';
import { syntaxFindings } from '../../../language/validation/syntax-errors.js';
import { root } from '../../../scripts/project.mjs';
import { readFixtures } from '../../support/fixtures.js';
import { Chance } from '../../support/random-edits.js';
import { spread } from '../../support/spread.js';
import { TestWorkspace } from '../../support/workspace.js';

/** A third of them. */
const MAX_FIXTURES = 240;

const options: FormatOptions = { indent: '  ' };
const workspace = await TestWorkspace.create();
// The findings have to be the same, complete or not.
workspace.shared.settings.maxConfigurations = 500;

/** What was read of one file: its test looks at the same texts several times. */
const documents = new Map<string, LangiumDocument>();

function read(text: string): LangiumDocument {
  const readDocument = documents.get(text);
  if (readDocument !== undefined) return readDocument;
  const uri = workspace.uri('formatted.confer');
  const document = workspace.shared.workspace.LangiumDocumentFactory.fromString(text, uri);
  documents.set(text, document);
  return document;
}

function format(text: string, given = options): string {
  return applyChanges(text, formatDocument(read(text), given));
}

/** A tree without places: what a file says. */
function meaning(node: AstNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => {
      // Read, not resolved: what a name leads to is no matter of the layout.
      if (isReference(value) || isMultiReference(value)) return value.$refText;
      return key.startsWith('$') && key !== '$type' ? undefined : value;
    }),
  );
}

const own = ['examples', 'language/library'].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.confer'))
    .map((name): [string, string] => [name, readFileSync(path.join(root, folder, name), 'utf8')]),
);
/** Some of the fixtures, of every folder. */
const fixtures = spread(readFixtures(path.join(root, 'test/fixtures')), MAX_FIXTURES).flatMap(({ name, files }) =>
  Object.entries(files).map(([file, text]): [string, string] => [`${name}/${file}`, text]),
);

async function found(text: string): Promise<string[]> {
  const document = read(text);
  await workspace.shared.workspace.DocumentBuilder.build([document]);
  const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(document);
  return findings.map(({ code, message }) => `${code} ${message}`).sort();
}

/** The same words with other white space between them. */
function scrambled(text: string, chance: Chance): string {
  const spaces = [' ', '  ', '\t', '\n', '\n    ', '\n\n', ' \n\n\n  '];
  return tokensOf(read(text))
    .map((token) => token.text + (token.comment === 'line' ? '\n' : '') + chance.of(spaces))
    .join('');
}

function words(text: string): string[] {
  return tokensOf(read(text)).map((token) => token.text.replace(/\s*[\r\n]\s*/g, '\n').trimEnd());
}

function expectSafe(text: string): string {
  const formatted = format(text);
  expect(meaning(read(formatted).parseResult.value)).toEqual(meaning(read(text).parseResult.value));
  expect(words(formatted)).toEqual(words(text));
  expect(format(formatted)).toBe(formatted);
  return formatted;
}

test.each([...own, ...fixtures])(
  'the file %s says the same when formatted, however it was written, has the same findings, and is not changed again',
  async (name, text) => {
    const formatted = expectSafe(text);
    if (syntaxFindings(read(text)).length === 0) expect(formatted).not.toMatch(/[ \t]+$/m);
    expectSafe(scrambled(text, new Chance(name.length)));
    // Messages that name a line name another one.
    const withoutLines = (messages: string[]) => messages.map((message) => message.replace(/line \d+/g, 'line'));
    expect(withoutLines(await found(formatted))).toEqual(withoutLines(await found(text)));
    documents.clear();
  },
);

test.each(own.filter(([name]) => name !== 'conference.confer'))(
  'the example %s is as the formatter has it',
  (_, text) => {
    expect(format(text)).toBe(text);
  },
);

test('arrows and colons of a phase are aligned, and comments and blank lines stay', () => {
  const text = `// of the file


/** doc
      * more */
flow F "t"   follows Conference{
party Al   as agent1
system Server "The server" as server // why
start P|Q
phase P is InvitationIssued{
Al->Server:RequestConference( AgentId:"b",PlaceId : "d")
// forgotten

Server   ->  all joined except Al : EventInvite   after 40ms
EventAgentInvited
next Q after 6s|end}
phase Q is InvitationRejected(Al as agent2)   next end
scenario S{P,Q}
}`;
  expect(format(text)).toBe(`// of the file

/** doc
 * more */
flow F "t" follows Conference {
  party  Al     as agent1
  system Server "The server" as server // why
  start P | Q
  phase P is InvitationIssued {
    Al     -> Server               : RequestConference(AgentId: "b", PlaceId: "d")
    // forgotten

    Server -> all joined except Al : EventInvite after 40ms
    EventAgentInvited
    next Q after 6s | end
  }
  phase Q is InvitationRejected(Al as agent2) next end
  scenario S { P, Q }
}
`);
});

test('blocks on one line stay there while they fit', () => {
  const long = `Word${'x'.repeat(110)}`;
  const text = `protocol P
event A on P {X:string,Y:integer}
event ${long} on P {X: string}
flow F { party T phase One{T->T:A} phase Two {T -> T : A next One} phase Three {} }
`;
  expect(format(text)).toBe(`protocol P
event A on P { X: string, Y: integer }
event ${long} on P {
  X: string
}
flow F {
  party T
  phase One { T -> T : A }
  phase Two {
    T -> T : A
    next One
  }
  phase Three {}
}
`);
});

test('a block around one that takes several lines takes several lines too', () => {
  const row = (message: string) => `when some s { a -> a : ${message} }`;
  const text = `model M {
  phase P { one of { ${row('A')} ${row('B')} } }
  phase Q { one of { ${row('A')} } }
}
`;
  expect(expectSafe(text)).toBe(`model M {
  phase P {
    one of {
      ${row('A')}
      ${row('B')}
    }
  }
  phase Q { one of { ${row('A')} } }
}
`);
});

test('breaks inside a step and between targets are kept, others are not', () => {
  const text = `protocol P
event A on P { X: string Y: string }
flow F {
  party T
  party
    U
  phase One {
    T
      -> U : A(X: "1",
 Y: "2")
      after 3s
    next One after 5s |
 end
  }
}
`;
  expect(format(text)).toBe(`protocol P
event A on P { X: string Y: string }
flow F {
  party T
  party U
  phase One {
    T -> U : A(X: "1",
        Y: "2")
        after 3s
    next One after 5s |
        end
  }
}
`);
});

test('a line that a comment silences rules for keeps its beginning and end', () => {
  const text = `flow F {
  // confer-ignore unused-participant: on purpose
  party A   party B
  party C party D
}
`;
  expect(format(text)).toBe(`flow F {
  // confer-ignore unused-participant: on purpose
  party A party B
  party C
  party D
}
`);
});

test('a declaration that cannot be read is left alone, the others are not', () => {
  const text = `protocol   A
flow F {
  party  T ->
   phase   X
}
protocol   B
`;
  const formatted = format(text);
  expect(formatted).toContain('protocol A\n');
  expect(formatted).toContain('  party  T ->\n   phase   X\n');
});

test('line ends and tabs are as the file and the editor have them', () => {
  expect(format('protocol   A\r\nprotocol BB "x"\r\nflow F {\r\nparty T   \r\n}', { indent: '\t' })).toBe(
    'protocol A\r\nprotocol BB "x"\r\nflow F {\r\n\tparty T\r\n}\r\n',
  );
  expect(format('')).toBe('');
  expect(format('  // only a comment')).toBe('// only a comment\n');
});

test('a long phase is formatted whole', () => {
  const steps = Array.from({ length: 2000 }, (_, index) => `T->T:A(X:"${index}")`).join('\n');
  const text = `protocol P event A on P {X:string} flow F {party T phase One {${steps}}}`;
  expectSafe(text);
  expect(format(text)).toContain('    T -> T : A(X: "1999")\n');
});
