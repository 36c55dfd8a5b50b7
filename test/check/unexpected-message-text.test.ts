import { expect, test } from 'vitest';
import { Checking } from '../properties/checking.js';

const model = `protocol Line
message Tell on Line { Tone: high | low }
model Desk {
  party guest
  system clerk
  system shelf
  states out, in
  phase Say {
    clerk -> shelf : Tell(Tone: high)
  }
  phase Shout {
    moves guest from out to in
    guest -> shelf : Tell
    clerk -> all out : Tell
  }
}
flow Morning follows Desk {
  party Guest as guest
  system Clerk as clerk
  system Shelf as shelf
`;

async function messagesOf(phase: string): Promise<string[]> {
  const { findings } = await new Checking().check(`${model}${phase}\n}\n`);
  return findings.flatMap(({ code, message }) => (code === 'unexpected-message' ? [message] : []));
}

test('a step that differs from the row of another step in a value has a message that names the unexpected value', async () => {
  const [message] = await messagesOf(`phase Says is Say {
    Clerk -> Shelf : Tell(Tone: high)
    Clerk -> Shelf : Tell(Tone: low)
  }`);
  expect(message).toContain('Desk.Say has "Tell", but not with `Tone: low`.');
});

test('the finding on a message whose rows reach no party here says that it is in the phase', async () => {
  const [message] = await messagesOf(`phase Shouts is Shout {
    Guest -> Shelf : Tell
    Shelf -> Clerk : Tell
  }`);
  expect(message).toContain('Desk.Shout has "Tell", but not from "Shelf" to "Clerk".');
});
