import { describe, expect, test } from 'vitest';
import { checkText } from '../support/check.js';

const rooms = `protocol Hall
message Enter on Hall
message Note on Hall
model Rooms {
  party guest
  party owner
  system door
  fact hour: day, night
  states outside, inside
  phase Come {
    guest -> door : Enter
    when CONDITION { door -> guest : Note }
  }
  phase Close {
    needs CONDITION
    door -> guest : Note
  }
}
`;

/** What is found in a flow in which a condition of a row and of a phase does not hold: code, brief and message. */
async function foundFor(condition: string, parties: string): Promise<readonly [string, string, string][]> {
  const text = `${rooms.replaceAll('CONDITION', condition)}flow Night follows Rooms {
${parties}
  system Door as door
  hour is night
  phase Comes is Come {
    Enter
    Door -> Ann : Note
    next Closes
  }
  phase Closes is Close { Note }
}
`;
  const findings = await checkText(text);
  return findings
    .filter(({ code }) => code === 'condition-not-met' || code === 'illegal-phase')
    .map(({ code, brief, message }) => [code, brief, message.split('. ')[0] ?? '']);
}

const outside = '  party Ann as guest\n  party Ben as owner';
const inside = '  party Ann as guest initially inside\n  party Ben as owner initially inside';

describe('a condition that does not hold', () => {
  const cases = [
    {
      condition: 'none inside',
      parties: inside,
      brief: 'Not allowed while Ann, Ben are in inside',
      actual: '"Ann" and "Ben" are in "inside"',
      required: 'no party is',
    },
    {
      condition: 'none inside except owner',
      parties: inside,
      brief: 'Ann is in inside, but only owner may be',
      actual: '"Ann" is in "inside"',
      required: 'no party except "owner" is',
    },
    {
      condition: 'some inside',
      parties: outside,
      brief: 'No party is in inside, but one must be',
      actual: 'no party is in "inside"',
      required: 'one is',
    },
    {
      condition: 'some outside except guest, owner',
      parties: outside,
      brief: 'No party except guest, owner is in outside',
      actual: 'no party except "guest" and "owner" is in "outside"',
      required: 'one is',
    },
    {
      condition: 'guest inside',
      parties: outside,
      brief: 'Ann is in outside, but must be in inside',
      actual: '"Ann" is in "outside"',
      required: '"guest" is in "inside"',
    },
    {
      condition: 'hour is day',
      parties: outside,
      brief: 'hour is night, but must be day',
      actual: '"hour" is "night"',
      required: '"hour" is "day"',
    },
  ];

  test.each(cases)('of `$condition` says first what is so, then what must be', async (one) => {
    const { condition, parties, brief, actual, required } = one;
    expect(await foundFor(condition, parties)).toEqual([
      [
        'condition-not-met',
        brief,
        `"Note" must not be sent here: ${actual}, but Rooms.Come allows it only when ${required}`,
      ],
      [
        'illegal-phase',
        brief,
        `"Closes" can never follow "Comes": ${actual}, but Rooms.Close can begin only when ${required}`,
      ],
    ]);
  });
});
