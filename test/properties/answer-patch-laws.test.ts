import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { AnswerReplicas } from '../../client/answer-replicas.js';
import { root } from '../../scripts/project.mjs';
import type { PatchedAnswerParams, PatchedMethod } from '../../server/protocol/answer-patch.js';
import { AnsweredRequests } from '../../server/requests/answered-requests.js';
import { generatedFlow } from '../bench/generated-flow.js';
import { OpenFile } from '../support/open-file.js';
import { propertyFactor, propertySeed } from '../support/property-factor.js';
import { Chance, editInside, randomEdit } from '../support/random-edits.js';
import { timeLimit } from './checking.js';

const edits = 16 * propertyFactor;
const read = (...names: string[]) => readFileSync(path.join(root, ...names), 'utf8');
const texts: Readonly<Record<string, string>> = {
  'a conversation': read('examples/escalate-chat.confer'),
  'two models and their flows': read('test/language/typos.confer'),
  'many phases, with comments': generatedFlow(20).replaceAll('next end', '/* The\n end */ next end // of it\n// all'),
};
const textDocument = { uri: 'file:///workspace/open.confer' };

/** An open file, and a client that keeps its long answers up to date by patches. */
class Followed {
  private readonly answered = new AnsweredRequests();
  private readonly replicas = new AnswerReplicas();

  private constructor(private readonly file: OpenFile) {}

  static async open(text: string): Promise<Followed> {
    return new Followed(await OpenFile.open(text));
  }

  /** Changes the text. @param caret its offset @returns what the client has of each answer then, and how many bytes were sent for all of them */
  async write(text: string, caret = 0): Promise<{ readonly have: Record<string, unknown>; readonly bytes: number }> {
    await this.file.write(text);
    const now = await this.file.longAnswers(caret);
    const have: Record<string, unknown> = {};
    let bytes = 0;
    for (const [method, value] of Object.entries(now) as [PatchedMethod, unknown][]) {
      have[method] = await this.replicas.ask(method, { textDocument }, async (params: PatchedAnswerParams) => {
        const sent = JSON.stringify(this.answered.answer(params, value));
        bytes += sent.length;
        return JSON.parse(sent);
      });
    }
    return { have, bytes };
  }

  /** Changes the text and asks for all answers, which the client does not wait for. */
  async skipRest(text: string, caret: number): Promise<void> {
    await this.file.write(text);
    const now = await this.file.longAnswers(caret);
    for (const [method, value] of Object.entries(now) as [PatchedMethod, unknown][]) {
      const given = new Promise<never>((_resolve, reject) => reject(new Error('passed over')));
      const asked = this.replicas.ask(method, { textDocument }, (params) => {
        this.answered.answer(params, value);
        return given;
      });
      await expect(asked).rejects.toThrow('passed over');
    }
  }
}

/** What a client gets that opens the text again. */
async function whole(fresh: OpenFile, text: string, caret: number): Promise<unknown> {
  await fresh.write('');
  await fresh.write(text);
  return JSON.parse(JSON.stringify(await fresh.longAnswers(caret)));
}

describe('patches of answers', () => {
  test.each(Object.entries(texts))(
    'patches of answers give the symbols, folding, lenses, hints and highlights of %s after any edit',
    async (_what, original) => {
      const chance = new Chance(propertySeed + original.length);
      const followed = await Followed.open(original);
      const fresh = await OpenFile.open('');
      let text = original;
      let small = 0;
      for (let edit = 0; edit < edits; edit++) {
        const before = text;
        // A text that stays unreadable for many edits has few answers.
        if (chance.below(3) === 0) text = original;
        else text = chance.below(4) === 0 ? randomEdit(text, chance) : editInside(text, chance);
        const caret = chance.below(text.length + 1);
        if (chance.below(8) === 0) await followed.skipRest(text, caret);
        const { have, bytes } = await followed.write(text, caret);
        const expected = await whole(fresh, text, caret);
        expect(have, `seed ${propertySeed}, edit ${edit}, from\n${before}\nto\n${text}`).toEqual(expected);
        if (bytes * 4 < JSON.stringify(expected).length) small++;
      }
      expect(small, 'patches that are small').toBeGreaterThan(edits / 2);
    },
    timeLimit,
  );

  test('patches of answers are small if a long flow changes in one step, moves by a line, or is longer by a phase', async () => {
    const text = generatedFlow(120);
    const followed = await Followed.open(text);
    expect((await followed.write(text)).bytes).toBeGreaterThan(100_000);
    const typed = [
      text.replace('IxnServer -> Bob : EventAck after 20ms', 'IxnServer -> Bob : EventAcks after 20ms'),
      text,
      `\n${text}`,
      text,
      text.replace('Bob -> IxnServer : RequestAccept', '// here\n    Bob -> IxnServer : RequestAccept'),
      text,
      text.replace('  // Round 9', '  phase More {\n    Bob -> Alice : EventAck\n\n  }\n  // Round 9'),
      text,
    ];
    for (const edited of typed) {
      const { bytes } = await followed.write(edited);
      expect(bytes < 3_000 ? 'small' : bytes).toBe('small');
    }
  });

  test('patches of answers are small if the caret comes back to a word that is everywhere', async () => {
    const text = generatedFlow(120);
    const followed = await Followed.open(text);
    const word = text.indexOf('EventAck');
    const first = await followed.write(text, word);
    await followed.write(text.replace('EventAck', 'EventAcks'), word);
    const { have, bytes } = await followed.write(text, word);
    expect(have).toEqual(first.have);
    expect(JSON.stringify(have['textDocument/documentHighlight']).length).toBeGreaterThan(3_000);
    expect(bytes < 2_000 ? 'small' : bytes).toBe('small');
  });

  test('a whole answer is sent if it is shorter than its patch', () => {
    const answered = new AnsweredRequests();
    const asked = { method: 'textDocument/foldingRange', params: { textDocument } } as const;
    const folds = (from: number) =>
      Array.from({ length: 100 }, (_, index) => ({ startLine: from + index ** 2, endLine: index ** 3 }));
    const { answer } = answered.answer({ ...asked, bases: [] }, folds(0));
    const value = folds(1);
    expect(answered.answer({ ...asked, bases: [answer] }, value)).toEqual({ answer: expect.anything(), value });
  });

  test('patches of answers are empty, and leave the answer its name, if nothing in it changes', async () => {
    const text = texts['a conversation'] ?? '';
    const followed = await Followed.open(text);
    await followed.write(text);
    expect((await followed.write(`${text}\n`)).bytes).toBeLessThan(250);
  });
});
