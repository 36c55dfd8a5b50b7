import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedFlow } from '../bench/generated-flow.js';
import { manyConfigurations } from '../support/many-configurations.js';
import { OpenFile } from '../support/open-file.js';
import { propertyFactor, propertySeed } from '../support/property-factor.js';
import { Chance, editInside, randomEdit } from '../support/random-edits.js';
import { talkModel } from '../support/talk-model.js';
import { timeLimit } from './checking.js';

const read = (...names: string[]) => readFileSync(path.join(import.meta.dirname, '../..', ...names), 'utf8');
const typos = read('test/language/typos.confer');
const callback = read('examples/callback.confer').replace(/^import.*$/gm, '');
const texts = {
  'a conversation': read('examples/escalate-chat.confer'),
  'a conversation with faults': read('examples/escalate-chat-faults.confer'),
  'two models and their flows': typos,
  'a file of all that there is': `${typos}\n${generatedFlow(7)}\n${callback}`,
  'a long flow': generatedFlow(20),
  'phases without braces': manyConfigurations(3, 12, 4),
};
const edits = 9 * propertyFactor;

const flow = `import "other.confer"
flow Talking follows Talk {
  party Ann as asker
  party Ben as other
  system Hub as hub
  phase Calls is Call {
    Ann -> Hub : Ask
    Hub -> Ben : Ask
    next Comes after 5s | Ignores after 9s
  }
  phase Comes is Come {
    Ben -> Hub : Answer(Text: "here")
    Hub -> Ann : Answer on Wire
  }
  phase Ignores is Ignore {
    Answer
    next end
  }
}
`;

/** The next text of a user who writes: most mistakes are undone before there are so many that nothing can be kept. */
function nextText(text: string, chance: Chance): string {
  return chance.below(8) === 0 ? randomEdit(text, chance) : editInside(text, chance);
}

/** Expects the same answers for both files. */
async function expectAlike(edited: OpenFile, fresh: OpenFile, offset: number, context: string): Promise<void> {
  const [now, anew] = [await edited.everything(offset), await fresh.everything(offset)];
  for (const [index, part] of now.entries()) {
    if (part !== anew[index])
      expect(differing(part, anew[index] ?? ''), context).toEqual(differing(anew[index] ?? '', part));
  }
}

/** The first lines of a text that are not those of another. */
function differing(text: string, other: string): string[] {
  const [lines, others] = [text.split('\n'), other.split('\n')];
  const first = lines.findIndex((line, index) => line !== others[index]);
  return lines.slice(Math.max(0, first - 8), first + 8);
}

describe('a file that is edited', () => {
  test.each(Object.entries(texts))(
    'a file with %s gives the same answers after an edit as after being opened again',
    async (_what, original) => {
      const chance = new Chance(propertySeed + original.length);
      const edited = await OpenFile.open(original);
      const fresh = await OpenFile.open('');
      let text = original;
      let readable = original;
      for (let edit = 0; edit < edits; edit++) {
        const before = text;
        if (edited.isReadable) readable = text;
        else if (chance.below(4) > 0) text = readable;
        text = edit % 40 === 0 ? original : nextText(text, chance);
        await edited.write(text);
        await fresh.write('');
        await fresh.write(text);
        const context = `seed ${propertySeed}, edit ${edit}, from\n${before}\nto\n${text}`;
        await expectAlike(edited, fresh, chance.below(text.length + 1), context);
      }
    },
    timeLimit,
  );

  test(
    'a flow gives the same answers as after being opened again when its model is edited in another file before, after or with it',
    async () => {
      const chance = new Chance(propertySeed);
      const edited = await OpenFile.open(flow, talkModel);
      const fresh = await OpenFile.open('');
      let texts = { flow, model: talkModel };
      for (let edit = 0; edit < edits; edit++) {
        const before = edit % 10 === 0 ? { flow, model: talkModel } : texts;
        const which = chance.below(4);
        texts = {
          flow: which === 0 ? before.flow : nextText(before.flow, chance),
          model: which > 1 ? before.model : nextText(before.model, chance),
        };
        if (which === 0) await edited.writeOther(texts.model, edit % 10 === 0 ? texts.flow : undefined);
        else if (which === 1 || edit % 10 === 0) await edited.writeOther(texts.model, texts.flow);
        else await edited.write(texts.flow);
        await fresh.writeOther('', '');
        await fresh.writeOther(texts.model, texts.flow);
        const context = `seed ${propertySeed}, edit ${edit} of kind ${which}, from\n${before.flow}\nto\n${texts.flow}\nwith\n`;
        await expectAlike(edited, fresh, chance.below(texts.flow.length + 1), `${context}${texts.model}`);
      }
    },
    timeLimit,
  );

  test('a file whose build is canceled is linked as after being opened again', async () => {
    const original = generatedFlow(7);
    const edited = await OpenFile.open(original);
    const fresh = await OpenFile.open('');
    const steps = [...original.matchAll(/"ixn-(?=\d)/g)].map(({ index, 0: text }) => index + text.length);
    const tree = edited.document.parseResult.value;
    let text = original;
    for (const [index, at] of steps.entries()) {
      text = `${text.slice(0, at)}${index % 10}${text.slice(at + 1)}`;
      // Another key comes before what the first one changed is read, linked or checked.
      await edited.begin(text, index % 5);
    }
    // Otherwise the test would have tried nothing.
    expect(edited.document.parseResult.value).toBe(tree);
    await edited.write(`${text} `);
    await fresh.write(`${text} `);
    await expectAlike(edited, fresh, text.length / 2, text);
    await edited.begin(original, 3);
    await edited.write(text);
    await fresh.write(text);
    await expectAlike(edited, fresh, text.length / 2, text);
  });
});
