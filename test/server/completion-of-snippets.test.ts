// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places of a snippet are written ${1:so}.
import { describe, expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';

describe('snippets of a model', () => {
  const repair = (rest: string) => `protocol Job
request Report on Job
event Assigned on Job
model Repair {
  party customer
  system desk
  states idle, pending waiting, served
  channel desk <-> customer on Job
  ${rest}
}
`;

  test('the snippets of a model have the names that the file declares, so that what is inserted has no error', async () => {
    const phase = await TestEditor.open(repair('ph¦'));
    expect(await phase.accept('phase')).toContain('trigger ${2:customer} -> ${3:desk} : ${4:Report}\n');
    const moves = await TestEditor.open(repair('phase Reported {\n    mov¦\n  }'));
    expect(await moves.accept('moves')).toContain('moves ${1:customer} from ${2:idle} to ${0:waiting}');
    const further = await TestEditor.open(
      repair('phase Reported { trigger customer -> desk : Report  moves customer from idle to waiting }\n  ph¦'),
    );
    expect(await further.accept('phase')).toContain('${4:Assigned}');
    const whole = await TestEditor.open('protocol Job\nmod¦\n');
    expect(await whole.accept('model')).toContain('channel ${3:server} <-> ${2:guest} on ${7:Job}');
  });

  test('the snippets of a model say what belongs at a place of which the file declares nothing', async () => {
    const editor = await TestEditor.open('model Repair {\n  chan¦\n}\n');
    expect(await editor.accept('channel')).toContain('channel ${1:role} <-> ${2:other} on ');
  });
});

test.each(['within 5s', 'inferred "why"', 'answers Ask'])(
  'a message of a row is completed in front of "%s", and does not replace it',
  async (rest) => {
    const editor = await TestEditor.open(`protocol Line
request Ask on Line
event Reply on Line
model Talk {
  system left
  system right
  phase Chat { left -> right : ¦ ${rest} }
}
`);
    expect(await editor.accept('Reply')).toContain(`left -> right : Reply ${rest} }`);
  },
);
