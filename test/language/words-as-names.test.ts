import { AstUtils, GrammarAST } from 'langium';
import { describe, expect, test } from 'vitest';
import { syntaxFindings } from '../../language/validation/syntax-errors.js';
import { TestWorkspace } from '../support/workspace.js';

const { services } = await TestWorkspace.create();
const words = AstUtils.streamAllContents(services.Grammar)
  .filter(GrammarAST.isKeyword)
  .map((keyword) => keyword.value)
  .filter((word) => /^\w+$/.test(word))
  .toSet();

/** Everything that can be named, named by one word. */
const named = (word: string, step: string, target: string) => `
protocol ${word}
event ${word} on ${word} { ${word}: string }
model ${word} {
  party ${word} initially ${word}
  system ${word}Server
  states other, pending ${word}
  fact ${word}: ${word}
  channel ${word}Server <-> ${word} on ${word}
  phase ${word} {
    needs ${word} other and ${word} is ${word}
    moves ${word} from other to ${word}
    ${word}Server -> ${word} : ${word} on ${word}
  }
}
flow ${word} follows ${word} {
  party ${word} as ${word} initially other
  system Hub as ${word}Server
  phase ${word} is ${word}(${word} as ${word}) {
    Hub -> ${word} : ${word}(${word}: "x") on ${word}
    ${word} -> Hub : ${word} on ${word}
    ${step}(${word}: "x")
    next ${target}
  }
  scenario ${word} { ${word} }
}
`;

async function mistakes(text: string): Promise<{ syntax: string[]; unresolved: string[] }> {
  const workspace = await TestWorkspace.create({ 'a.confer': text });
  const document = workspace.document('a.confer');
  return {
    syntax: syntaxFindings(document).map(({ message, range }) => `${range.start.line + 1}: ${message}`),
    unresolved: document.references.filter(({ error }) => error !== undefined).map(({ $refText }) => $refText),
  };
}

describe('names', () => {
  test.each([...words].sort())('%s is a name wherever the place distinguishes it from the keyword', async (word) => {
    // Where the bare word would say something else it is escaped: `next` ends the steps, `end` is the flow's end.
    const step = word === 'next' ? '^next' : word;
    const target = word === 'end' ? '^end' : word;
    expect(await mistakes(named(word, step, target))).toEqual({ syntax: [], unresolved: [] });
  });

  test.each([...words].sort())('^%s is a name wherever a name can be', async (word) => {
    const escaped = named(`^${word}`, `^${word}`, `^${word}`).replaceAll(`^${word}Server`, 'TheServer');
    expect(await mistakes(escaped)).toEqual({ syntax: [], unresolved: [] });
  });
});
