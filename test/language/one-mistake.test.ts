import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { brief, checkFiles } from '../support/check.js';
import { seedFlow } from '../support/seed-flow.js';

// One mistake is one finding: each step of conforming flows is spoiled in one way at a time, and one error or warning
// must come of it, with a code that names the mistake.

function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, `../fixtures/models/${name}.confer`), 'utf8');
}

const chatTransfer = fixture('chat-transfer');
const flows: Record<string, string> = {
  'seed, to the queue': seedFlow('queue'),
  'seed, to the workbin': seedFlow('workbin'),
  'a conference of three': fixture('conference-of-three'),
  'chat transfer': chatTransfer,
};

// Another arrow may put such a message on another protocol, and then it is two mistakes.
const library = readFileSync(path.join(import.meta.dirname, '../../library/genesys/conference.confer'), 'utf8');
const onSeveral = [...`${library}${chatTransfer}`.matchAll(/^event +(\w+) on \w+, /gm)].map((match) => match[1]);

interface Step {
  readonly line: number;
  readonly sender: string;
  readonly receiver: string;
  readonly message: string;
}

interface Mistake {
  readonly codes: readonly string[];
  /** The line that takes the step's place; null if nothing does, undefined if the mistake does not apply. */
  spoil(step: Step, others: readonly string[]): string | null | undefined;
}

const misplaced = ['wrong-direction', 'missing-message', 'incomplete-broadcast'];

const mistakes: Record<string, Mistake> = {
  dropped: { codes: ['missing-message', 'incomplete-broadcast'], spoil: () => null },
  // Where another row of the letter has a false condition, the second copy is reported as that.
  doubled: {
    codes: ['duplicate-message', 'condition-not-met'],
    spoil: (step) => `${write(step)}\n${write(step)}`,
  },
  'with the message misspelled': {
    codes: ['unknown-message'],
    spoil: (step) => write({ ...step, message: `${step.message}x` }),
  },
  'with the sender unknown': {
    codes: ['unknown-participant'],
    spoil: (step) => write({ ...step, sender: 'Xylophone' }),
  },
  'with the receiver unknown': {
    codes: ['unknown-participant'],
    spoil: (step) => write({ ...step, receiver: 'Xylophone' }),
  },
  'on an unknown protocol': { codes: ['unknown-protocol'], spoil: (step) => `${write(step)} on Xylophone` },
  'on a protocol of nobody': { codes: ['protocol-not-allowed'], spoil: (step) => `${write(step)} on Nowhere` },
  reversed: {
    codes: misplaced,
    spoil: (step) => write({ ...step, sender: step.receiver, receiver: step.sender }),
  },
  'to somebody else': {
    codes: misplaced,
    spoil: (step, others) => {
      const receiver = stranger(step, others);
      return receiver === undefined ? undefined : write({ ...step, receiver });
    },
  },
  'from somebody else': {
    codes: misplaced,
    spoil: (step, others) => {
      const sender = stranger(step, others);
      return sender === undefined ? undefined : write({ ...step, sender });
    },
  },
};

/** A participant that has no part in the step; none for a message that may then travel on another protocol. */
function stranger({ sender, receiver, message }: Step, others: readonly string[]): string | undefined {
  if (onSeveral.includes(message)) return undefined;
  return others.find((name) => name !== sender && name !== receiver);
}

function write({ sender, receiver, message }: Step): string {
  return `    ${sender} -> ${receiver} : ${message}`;
}

/** The steps that carry one message to one receiver; requests are left aside, as the trigger need not be shown. */
function stepsOf(text: string): Step[] {
  const start = text.indexOf('\nflow ');
  const first = text.slice(0, Math.max(start, 0)).split('\n').length;
  return text.split('\n').flatMap((content, line) => {
    const [, sender = '', receiver = '', message = ''] = /^ {4}(\w+) -> (\w+) : (\w+)/.exec(content) ?? [];
    return line >= first - 1 && message.startsWith('Event') ? [{ line, sender, receiver, message }] : [];
  });
}

function participantsOf(text: string): string[] {
  return [...text.matchAll(/^ {2}(?:party|system) (\w+) as/gm)].map((match) => match[1] ?? '');
}

describe.each(Object.entries(flows))('the flow of %s', (_, text) => {
  const steps = stepsOf(text);
  const others = participantsOf(text);

  test.each(Object.entries(mistakes))('a step %s is one finding', async (_name, mistake) => {
    const files: Record<string, string> = {};
    for (const step of steps) {
      const spoiled = mistake.spoil(step, others);
      if (spoiled === undefined) continue;
      const lines = text.split('\n');
      lines.splice(step.line, 1, ...(spoiled === null ? [] : [spoiled]));
      files[`${write(step).trim()}, line ${step.line + 1}.confer`] = `${lines.join('\n')}\nprotocol Nowhere\n`;
    }
    expect(Object.keys(files).length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const [file, findings] of await checkFiles(files)) {
      const major = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      if (major.length !== 1 || !mistake.codes.includes(major[0]?.code ?? '')) {
        wrong.push(`${file}: ${major.map(brief).join(', ') || 'nothing'}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
