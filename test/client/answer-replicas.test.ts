import { describe, expect, test } from 'vitest';
import { AnswerReplicas } from '../../client/answer-replicas.js';
import type { AnswerPatch, PatchedAnswerParams, WholeAnswer } from '../../server/protocol/answer-patch.js';

const method = 'textDocument/foldingRange';
const params = { textDocument: { uri: 'file:///a.confer' } };
const one: WholeAnswer = { answer: '1', value: [{ startLine: 1, endLine: 4 }] };
const two: AnswerPatch = { base: '1', answer: '2', changes: { items: [[0, 1, { lines: 2 }]] } };
const moved = [{ startLine: 3, endLine: 6 }];

/** Answers with these, one after the other. */
function server(...answers: readonly (WholeAnswer | AnswerPatch)[]) {
  const asked: (readonly string[])[] = [];
  const left = [...answers];
  const send = async ({ bases }: PatchedAnswerParams) => {
    asked.push(bases);
    const answer = left.shift();
    if (answer === undefined) throw new Error('Nothing more was to be asked for.');
    return answer;
  };
  return { asked, send };
}

describe('a client that keeps answers', () => {
  test('a client that keeps answers names the last answer, and makes the next one of it by a patch', async () => {
    const replicas = new AnswerReplicas();
    const { asked, send } = server(one, two, { base: '2', answer: '2' });
    expect(await replicas.ask(method, params, send)).toEqual(one.value);
    expect(await replicas.ask(method, params, send)).toEqual(moved);
    expect(await replicas.ask(method, params, send)).toEqual(moved);
    expect(asked).toEqual([[], ['1'], ['2']]);
  });

  test('applies a patch to the answer that it named, even if others have come meanwhile', async () => {
    const replicas = new AnswerReplicas();
    await replicas.ask(method, params, server(one).send);
    const asked = replicas.ask(method, params, async () => {
      await replicas.ask(method, params, server({ answer: '3', value: [] }).send);
      return two;
    });
    expect(await asked).toEqual(moved);
  });

  test('a client that keeps answers asks for all of it where the patch is for an answer that it does not have', async () => {
    const replicas = new AnswerReplicas();
    const { asked, send } = server(one, { base: '7', answer: '8' }, { answer: '9', value: moved });
    await replicas.ask(method, params, send);
    expect(await replicas.ask(method, params, send)).toEqual(moved);
    expect(asked).toEqual([[], ['1'], []]);
  });

  test('forgets the answers of a document that is closed', async () => {
    const replicas = new AnswerReplicas();
    await replicas.ask(method, params, server(one).send);
    replicas.forget(params.textDocument.uri);
    const { asked, send } = server(one);
    await replicas.ask(method, params, send);
    expect(asked).toEqual([[]]);
  });
});
