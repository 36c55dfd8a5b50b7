import { describe, expect, test } from 'vitest';
import { RecordedWorkspace, type Recording } from '../support/recorded.js';

async function read(source: string, recording: Recording | string, chunk?: number) {
  const workspace = await RecordedWorkspace.create(source);
  return workspace.read(typeof recording === 'string' ? { 'a.log': recording } : recording, chunk);
}

const START = Date.UTC(2026, 0, 12, 12);

/** An object of a line, without members where it is none. */
function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const json = `capture Lines {
  reads json
  time "$.t"  key "$.k"  message "$.m"  from "$.f"  to "$.to"
}`;

describe('JSON', () => {
  test('JSON is an object a line; other lines are unreadable, and blank ones noise', async () => {
    const { messages, counts } = await read(
      json,
      [
        '{"t":"2026-01-01T00:00:00Z","k":"1","m":"A","f":7,"to":["x","y"]}',
        '',
        '{"t":"2026-01-01T00:00:01,5Z","k":1,"m":"B"}',
        '[1]',
        'no',
        '{"t":"2026-01-01 00:00:02","m":"C"}',
        '{"t":"2026-01-01T00:00:03Z","k":"1"}',
        '{"t":"2026-01-01T00:00:0',
      ].join('\r\n'),
    );
    expect(messages.map((m) => [m.message, m.key, m.from, m.to, m.line])).toEqual([
      ['A', '1', '7', 'x', 1],
      ['A', '1', '7', 'y', 1],
      ['B', '1', null, null, 3],
    ]);
    expect(messages[2]?.timeMs).toBe(Date.UTC(2026, 0, 1) + 1500);
    expect(counts).toMatchObject({ read: 8, messages: 3, noise: 2, unreadable: 4 });
  });

  test('JSON is read the same where lines are of a known form and where each is parsed by itself', async () => {
    const values = ['agent_5000', 'Äö', '日本', '', 'a\\\\b', '\\u0041', 'tab\t', '\ufffd', 'x'.repeat(40)];
    const numbers = ['0', '-0', '7', '-12', '007', '1.5', '1e3', '123456789012345', '1234567890123456789'];
    const lines = Array.from({ length: 240 }, (_, index) => {
      const time = new Date(START + index * 7_531).toISOString();
      const value = values[index % values.length];
      const number = numbers[(index >> 2) % numbers.length];
      const space = index % 11 === 0 ? ' ' : '';
      return `{"t":"${time}","k":"K${index % 20}","m":"${value}",${space}"f":${number},"to":"${value}${index % 5}"}`;
    });
    const damaged = new TextEncoder().encode(lines.join('\n'));
    for (let at = 700; at < damaged.length; at += 3_001) damaged[at] = 0xe2;
    const decoder = new TextDecoder();
    const expected = decoder
      .decode(damaged)
      .split('\n')
      .flatMap((line, index) => {
        const object = parsed(line);
        const { m, k, f, to } = object;
        if (m === undefined || m === '' || k === undefined || Number.isNaN(Date.parse(`${object.t}`))) return [];
        return [[index + 1, Date.parse(`${object.t}`), k, m, f === undefined ? null : `${f}`, to === '' ? null : to]];
      });
    for (const chunk of [100, 4_096, 1 << 16]) {
      const { messages } = await read(json, { 'a.log': damaged }, chunk);
      expect(messages.map((m) => [m.line, m.timeMs, m.key, m.message, m.from, m.to])).toEqual(expected);
    }
  });

  test('JSON may be one array, of objects over several lines', async () => {
    const { messages, counts } = await read(
      json,
      '[\n  {\n    "t": "2026-01-01T00:00:00Z", "k": "a}",\n    "m": "A" },\n  {"t":"2026-01-01T00:00:01Z","k":"b","m":"B"}\n]\n',
    );
    expect(messages.map((m) => [m.message, m.key, m.line])).toEqual([
      ['A', 'a}', 2],
      ['B', 'b', 5],
    ]);
    expect(counts.unreadable).toBe(0);
  });

  test('JSON gives paths with brackets and quotes, numbers of times, and constants', async () => {
    const source = `capture Packets {
      reads json
      time "$.a['b.c'][0]" epoch us
      key "{$.x}-{$.y}"
      message "$.m" /^(\\w+) / or is "Other"
      from "$.f" when "$.w" is "out" else is "me"
    }`.replace('when "$.w"', 'when w');
    const { messages } = await read(
      source.replace(' when w is "out" else is "me"', ''),
      '{"a":{"b.c":["1767225600000123"]},"x":1,"y":2,"m":"INVITE sip:","f":"z"}\n{"a":{"b.c":[5]},"x":1,"y":2,"m":""}',
    );
    expect(messages.map((m) => [m.message, m.key, m.from, m.timeMs])).toEqual([
      ['Other', '1-2', null, 0.005],
      ['INVITE', '1-2', 'z', 1767225600000.123],
    ]);
  });
});

describe('text', () => {
  const text = `capture Blocks {
    reads text
    line /^(?<time>\\S+) (?<way>in|out) (?<key>\\w+)$/
    more /^ name (?<message>\\w+)/
    time time as "HH:mm:ss" on 2026-02-28
    from is "me" when way is "out" else is "you"
  }`;

  test('text is blocks; lines outside are noise, and times of day continue over midnight', async () => {
    const { messages, counts } = await read(
      text,
      'noise\n23:59:59 in k1\n name A\n name B\n\n00:00:01 out k1\n name C\nrest\n00:00:02 in k2\n',
    );
    expect(messages.map((m) => [m.message, m.from, m.line, new Date(m.timeMs).toISOString()])).toEqual([
      ['A', 'you', 2, '2026-02-28T23:59:59.000Z'],
      ['C', 'me', 6, '2026-03-01T00:00:01.000Z'],
    ]);
    expect(counts).toMatchObject({ read: 9, messages: 2 });
  });

  test('text is the same with other line ends, byte-order marks and pieces of any size', async () => {
    const content = '10:00:00 in k1\n name Äö\n10:00:01 in kü\n name B\n'.replace('kü', 'k2').replace('Äö', 'A');
    const plain = await read(text, content);
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...content].flatMap((c) => [c.charCodeAt(0), 0])]);
    const returns = content.replaceAll('\n', '\r');
    const utf16Returns = new Uint8Array([0xfe, 0xff, ...[...returns].flatMap((c) => [0, c.charCodeAt(0)])]);
    const variants = [content.replaceAll('\n', '\r\n'), `\ufeff${content}`, utf16, returns, utf16Returns];
    for (const variant of variants) {
      for (const chunk of [1, 7, 4096]) {
        const { messages } = await read(text, { 'a.log': variant }, chunk);
        expect(messages.map((m) => [m.message, m.timeMs, m.line])).toEqual(
          plain.messages.map((m) => [m.message, m.timeMs, m.line]),
        );
      }
    }
  });
});

test('a `\\r` within a line of a file whose lines end with `\\n` ends no line', async () => {
  const source = 'capture Lines { reads text line /^(?<time>\\S+) (?<key>\\w+) (?<message>\\w+)/ }';
  const { messages, counts } = await read(source, '2026-01-01T00:00:00Z k A\r50 %\rdone\n2026-01-01T00:00:01Z k B\n');
  expect(messages.map(({ message, line }) => [message, line])).toEqual([
    ['A', 1],
    ['B', 2],
  ]);
  expect(counts.read).toBe(2);
});

test('a line of 1 MiB is read, whatever ends it; a longer one is not', async () => {
  const line = (length: number) => {
    const head = '{"t":"2026-01-01T00:00:00Z","k":"1","m":"A","x":"';
    return `${head}${'x'.repeat(length - head.length - 2)}"}`;
  };
  for (const end of ['\n', '\r\n', '\r']) {
    const content = [line(100), line(1_048_576), line(1_048_577), line(100)].join(end);
    const { messages, counts } = await read(json, { 'a.log': content });
    expect(messages.map((message) => message.line)).toEqual([1, 2, 4]);
    expect(counts.unreadable).toBe(1);
  }
});

test('CSV has quotes in cells that are not in quotes', async () => {
  const source = 'capture Cases { reads csv time "when" key "case" message "what" }';
  const { messages, counts } = await read(
    source,
    'when,case,what,size\n2026-01-01,1,A,5" pipe\n2026-01-02,1,B,"5"" pipe,\nlong"\n2026-01-03,1,C,7" pipe\n',
  );
  expect(messages.map(({ message, line }) => [message, line])).toEqual([
    ['A', 2],
    ['B', 3],
    ['C', 5],
  ]);
  expect(counts.unreadable).toBe(0);
});

test('CSV has the delimiter of its header, and quotes over several lines', async () => {
  const source =
    'capture Cases { reads csv time "when" as "dd MMM yyyy hh:mm a" zone "Europe/Berlin" key "case" message "what" }';
  const { messages, counts } = await read(
    source,
    'case;what;when\n1;"a ""b""\nc";01 Jul 2026 01:30 PM\n\n2;d;01 Jan 2026 12:00 AM\n',
  );
  expect(messages.map((m) => [m.key, m.message, m.line, new Date(m.timeMs).toISOString()])).toEqual([
    ['2', 'd', 5, '2025-12-31T23:00:00.000Z'],
    ['1', 'a "b"\nc', 2, '2026-07-01T11:30:00.000Z'],
  ]);
  expect(counts).toMatchObject({ read: 5, messages: 2, noise: 1 });
});

test('XES has events with the attributes of their trace', async () => {
  const source = 'capture Events { reads xes time "time:timestamp" key "case:concept:name" message "concept:name" }';
  const { messages } = await read(
    source,
    `<?xml version="1.0"?><log><trace><string key="concept:name" value="c&amp;1"/>
      <event><string key="concept:name" value="A"/>
        <date key="time:timestamp" value="2026-01-01T01:00:00.000+01:00"/></event></trace></log>`,
  );
  expect(messages.map((m) => [m.key, m.message, m.timeMs])).toEqual([['c&1', 'A', Date.UTC(2026, 0, 1)]]);
});

test('OTLP has a message at a span’s start, and its answer at the end', async () => {
  const source = `capture Spans {
    reads otlp
    time "$.startTimeUnixNano" epoch ns
    key "$.traceId"
    message "$.name"
    answer "{$.name} done"
    from "$.parent.resource['service.name']"
    to "$.resource['service.name']"
  }`;
  const span = (service: string, id: string, parent: string, name: string, start: number) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [
      {
        spans: [
          {
            traceId: 't',
            spanId: id,
            parentSpanId: parent,
            name,
            startTimeUnixNano: `${start}000000`,
            endTimeUnixNano: `${start + 10}000000`,
          },
        ],
      },
    ],
  });
  const request = { resourceSpans: [span('shop', '1', '', 'buy', 1000), span('bank', '2', '1', 'pay', 1002)] };
  const { messages } = await read(source, JSON.stringify(request));
  expect(messages.map((m) => [m.message, m.from, m.to, m.timeMs])).toEqual([
    ['buy', null, 'shop', 1000],
    ['pay', 'shop', 'bank', 1002],
    ['buy done', 'shop', null, 1010],
    ['pay done', 'bank', 'shop', 1012],
  ]);
});

test('OTLP has the parent of a span in its own trace, and half a request does not cost the next one', async () => {
  const source = `capture Spans {
    reads otlp  time "$.startTimeUnixNano" epoch ns  key "$.traceId"  message "$.name"  from "$.parent.name"
  }`;
  const request = (traceId: string, ...spans: object[]) => {
    const all = spans.map((span) => ({ traceId, startTimeUnixNano: '1767225600000000000', ...span }));
    return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: all }] }] });
  };
  const first = request('a', { spanId: '1', name: 'A' }, { spanId: '2', parentSpanId: '1', name: 'B' });
  const second = request('b', { spanId: '1', name: 'C' }, { spanId: '2', parentSpanId: '1', name: 'D' });
  const { messages, counts } = await read(source, [first, first.slice(0, 90), second].join('\n'));
  expect(messages.map(({ key, message, from, line }) => [key, message, from, line])).toEqual([
    ['a', 'A', null, 1],
    ['a', 'B', 'A', 1],
    ['b', 'C', null, 3],
    ['b', 'D', 'C', 3],
  ]);
  expect(counts.unreadable).toBe(1);
});

test('OTLP has the end of a span cut to the µs by its digits', async () => {
  const source = `capture Spans { reads otlp  time "$.startTimeUnixNano" epoch ns  key "$.traceId"  message "$.name"  answer is "Done" }`;
  const times = { startTimeUnixNano: '1767225600000000000', endTimeUnixNano: '1767225600250000999' };
  const request = {
    resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 't', spanId: '1', name: 'Ask', ...times }] }] }],
  };
  const { messages } = await read(source, JSON.stringify(request));
  expect(messages.map(({ timeMs }) => timeMs)).toEqual([1767225600000, 1767225600250]);
});

test('a line in a JSON object is read as the real one, and a beginning is cut off', async () => {
  const source = `capture Wrapped {
    in "$.log"
    after /^\\S+ stdout F /
    line /^(?<time>\\S+) (?<key>\\w+) (?<message>\\w+)$/
  }`;
  const { messages, counts } = await read(
    source,
    '{"log":"x stdout F 2026-01-01T00:00:00Z k A\\n"}\n{"other":1}\n{"log":"2026-01-01T00:00:01Z k B"}',
  );
  expect(messages.map(({ message }) => message)).toEqual(['A', 'B']);
  expect(counts.unreadable).toBe(1);
});

describe('several files', () => {
  test('several files are merged by time, each with its offset', async () => {
    const source = json.replace('capture Lines {', 'capture Lines {\n  offset -1s for "b*"');
    const line = (s: number, m: string) => `{"t":"2026-01-01T00:00:0${s}Z","k":"1","m":"${m}"}\n`;
    const { messages } = await read(source, {
      'a.log': line(1, 'A1') + line(3, 'A3'),
      'b.log': line(2, 'B1') + line(3, 'B2'),
    });
    expect(messages.map(({ message }) => message)).toEqual(['A1', 'B1', 'B2', 'A3']);
  });

  test('several files have interactions whose keys a value joins, at any position of a line', async () => {
    const source = json.replace('key "$.k"', 'key "$.k" join "$.j"');
    const line = (k: string, m: string, j?: string) =>
      `${JSON.stringify({ t: '2026-01-01T00:00:00Z', k, m, ...(j === undefined ? {} : { j }) })}\n`;
    const { messages } = await read(source, {
      'a.log': line('a', '1') + line('b', '2', 'x') + line('c', '3', '-'),
      'b.log': line('d', '4', '-') + line('a', '5', 'x'),
    });
    expect(messages.map(({ key, message }) => `${key}${message}`)).toEqual(['a1', 'a2', 'c3', 'd4', 'a5']);
  });

  test('several files may have lines that show only a value that joins: the first key is still the name', async () => {
    const source = json.replace('key "$.k"', 'key "$.k" join "$.j"');
    const line = (m: string, k?: string, j?: string) => `${JSON.stringify({ t: '2026-01-01T00:00:00Z', m, k, j })}\n`;
    const { messages, counts } = await read(source, {
      'a.log': line('1', undefined, 'x') + line('2', 'a', 'x') + line('3', 'b', 'x'),
      'b.log': line('4', undefined, 'y') + line('5', undefined, 'z') + line('6', 'z', 'y') + line('7', undefined, '-'),
    });
    expect(messages.map(({ key, message }) => `${key}${message}`)).toEqual(['a1', 'a2', 'a3', 'z4', 'z5', 'z6']);
    expect(counts.unreadable).toBe(1);
  });
});

test('equal messages within a time of the one kept are dropped', async () => {
  const source = json.replace('message "$.m"', 'message "$.m"  again within 2s by message, "$.f"');
  const line = (s: number, f: string) => `{"t":"2026-01-01T00:00:0${s}Z","k":"1","m":"A","f":"${f}"}\n`;
  const { counts } = await read(source, line(0, 'x') + line(1, 'x') + line(1, 'y') + line(2, 'x') + line(3, 'x'));
  expect(counts).toMatchObject({ messages: 3, again: 2 });
});

test('a capture that reads nothing says which line came nearest', async () => {
  const source = 'capture Calls { line /^(?<time>\\d\\d:\\d\\d) (?<key>\\w+) -> (?<message>\\w+)/ }';
  const { problems } = await read(source, 'nothing here\n10:00 k1 => A\n');
  expect(problems[0]).toMatchObject({ code: 'capture-reads-nothing', severity: 'error', line: 2 });
  expect(problems[0]?.text).toContain('10:00 k1 ');
});

test('a capture that reads nothing says why the first record is not read, or that the file is empty', async () => {
  const reasons = async (source: string, text: string) => (await read(source, text)).problems.map((p) => p.text);
  expect(await reasons(json, '{"t":"2026-01-01T00:00:00Z","m":"A"}\n')).toEqual([
    expect.stringContaining('Line 1 is not read: no key: there is no "$.k", only "t" and "m".'),
  ]);
  expect(await reasons(json, '')).toEqual([expect.stringContaining('It is empty.')]);
  const { counts } = await read('capture Empty { reads xes }', '');
  expect(counts).toMatchObject({ read: 0, unreadable: 0 });
});

test('a capture that reads nothing of a long recording says so once', async () => {
  const { problems } = await read(json, 'nothing here\n'.repeat(100_002));
  expect(problems.map(({ severity, text }) => [severity, text.split(' reads ')[1]?.slice(0, 17)])).toEqual([
    ['error', 'no messages from '],
  ]);
});

test('cut or random bytes are counted, and never an exception', async () => {
  const formats = ['text', 'json', 'csv', 'xes', 'otlp'];
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed / 4294967296;
  };
  const samples = [
    '{"t":"2026-01-01T00:00:00Z","k":"ä","m":"A"}\n"x\n',
    '<log><trace><event><string key="k" value="v"/></event></trace></log>',
    '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"x"}]}]}]}',
  ].map((text) => new TextEncoder().encode(text));
  for (const format of formats) {
    const workspace = await RecordedWorkspace.create(
      `capture Any { reads ${format} line /^(?<time>\\S+) (?<key>\\S+) (?<message>\\S+)/ time "$.t" or time key "$.k" or key message "$.m" or message }`,
    );
    for (const sample of samples) {
      for (let end = 0; end <= sample.length; end++) {
        const { counts } = await workspace.read({ 'a.log': sample.slice(0, end) });
        expect(counts.read).toBeGreaterThanOrEqual(0);
      }
    }
    for (let round = 0; round < 20; round++) {
      await workspace.read({ 'a.log': Uint8Array.from({ length: 300 }, () => Math.floor(random() * 256)) }, 17);
    }
  }
});
