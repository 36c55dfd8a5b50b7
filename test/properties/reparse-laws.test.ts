import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedFlow } from '../bench/generated-flow.js';
import { OpenFile } from '../support/open-file.js';
import { Chance, editInside, randomEdit } from '../support/random-edits.js';
import { timeLimit } from './checking.js';

const read = (...names: string[]) => readFileSync(path.join(import.meta.dirname, '../..', ...names), 'utf8');
const typos = read('test/language/typos.confer');
const texts = {
  'a conversation': read('examples/escalate-chat.confer'),
  'a conversation with faults': read('examples/escalate-chat-faults.confer'),
  'two models and their flows': typos,
  'a file of all that there is': `${typos}\n${generatedFlow(7)}\n${read('examples/callback.confer').replace(/^import.*$/gm, '')}`,
  'a long flow': generatedFlow(20),
};
const edits = 60 * Number(process.env.PROPERTY_FACTOR ?? '1');

describe('a file that is edited', () => {
  test.each(Object.entries(texts))(
    '%s says what it would say if it were opened anew',
    async (_what, original) => {
      const chance = new Chance(edits + original.length);
      const edited = await OpenFile.open(original);
      const fresh = await OpenFile.open('');
      let text = original;
      let readable = original;
      let kept = 0;
      for (let edit = 0; edit < edits; edit++) {
        const before = text;
        // Mistakes pile up until nothing is left to be kept: mostly they are undone, and now and then all is.
        if (edited.isReadable) readable = text;
        else if (chance.below(4) > 0) text = readable;
        if (edit % 40 === 0) text = original;
        else text = chance.below(8) === 0 ? randomEdit(text, chance) : editInside(text, chance);
        const tree = edited.document.parseResult.value;
        await edited.write(text);
        if (edited.document.parseResult.value === tree && text !== before) kept++;
        await fresh.write('');
        await fresh.write(text);
        const offset = chance.below(text.length + 1);
        const told = `edit ${edit}, from\n${before}\nto\n${text}`;
        const [now, anew] = [await edited.everything(offset), await fresh.everything(offset)];
        for (const [index, part] of now.entries())
          expect(part === anew[index] || difference(part, anew[index]), told).toBe(true);
      }
      // Else nothing of this was tried.
      expect(kept).toBeGreaterThan(edits / 30);
    },
    timeLimit,
  );
});

/** The first lines that two texts differ in. */
function difference(text: string, expected = ''): string {
  const [lines, others] = [text.split('\n'), expected.split('\n')];
  const first = lines.findIndex((line, index) => line !== others[index]);
  const from = Math.max(0, first - 8);
  return `${lines[0]?.split(' ')[0]}\n${lines.slice(from, first + 8).join('\n')}\nbut afresh\n${others.slice(from, first + 8).join('\n')}`;
}
