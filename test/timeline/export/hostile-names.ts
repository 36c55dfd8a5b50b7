import fc from 'fast-check';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { crowded } from '../sample-timelines.js';

/** Pieces that mean something in one of the notations, and whatever else a text can hold. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '|',
      '\\',
      '`',
      '*',
      '_',
      '~~',
      '<b>',
      '</td>',
      '<script>',
      ']]>',
      '&amp;',
      '&#35;',
      '#35;',
      ';',
      '"',
      "'",
      '$',
    ],
    ...[
      '\n',
      '\r\n',
      '\t',
      '\u2028',
      '\0',
      '%%',
      '%%{init: {}}%%',
      '%date()',
      '!include x',
      '@enduml',
      "/'",
      'end note',
    ],
    ...[
      'end',
      'rect',
      'wrap:',
      'nowrap',
      ':',
      '->>',
      '--x',
      '==',
      '--',
      '//',
      '..',
      '\\n',
      '<br/>',
      '<U+0041>',
      '[[a]]',
    ],
    ...[
      '---',
      '# ',
      '1. ',
      '```',
      '$$x$$',
      'style a:#b;',
      'https://example.com',
      'ﬂ°°35¶ß',
      'é',
      '名',
      '\u202e',
      '\ud800',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const hostile = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));

/** A timeline with every shape of event, in which names and texts may be anything. */
export const hostileTimelines: fc.Arbitrary<Timeline> = fc
  .tuple(
    fc.array(hostile, { minLength: 24, maxLength: 24 }),
    fc.uniqueArray(hostile, {
      minLength: crowded.participants.length,
      maxLength: crowded.participants.length,
    }),
  )
  .map(([texts, names]) => {
    const text = (index: number): string => texts[index % texts.length] ?? '';
    const renamed = new Map(crowded.participants.map(({ name }, index) => [name, names[index] ?? '']));
    const lane = (name: string): string => renamed.get(name) ?? name;
    return {
      ...crowded,
      flow: text(0),
      title: text(1),
      models: [text(2)],
      scenario: text(3),
      participants: crowded.participants.map((participant, index) => ({
        ...participant,
        name: lane(participant.name),
        roleTitles: [text(4 + index)],
      })),
      protocols: crowded.protocols.map((protocol, index) => ({ ...protocol, title: text(9 + index) })),
      phases: crowded.phases.map((phase, index) => ({
        ...phase,
        name: text(12 + index),
        title: text(13 + index),
        modelPhaseTitle: text(14 + index),
      })),
      events: crowded.events.map((event, index) => ({
        ...event,
        message: text(15 + index),
        details: text(16 + index),
        sender: event.sender === null ? null : lane(event.sender),
        receivers: event.receivers.map(lane),
        missingReceivers: event.missingReceivers.map(lane),
      })),
      states: crowded.states.map((state) => ({ ...state, participant: lane(state.participant), state: text(20) })),
      findings: crowded.findings.map((finding, index) => ({ ...finding, message: text(17 + index) })),
    };
  });
