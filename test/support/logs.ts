/** A message as a log tells it. */
export interface LogMessage {
  /** In ms since 1970, or a text in its place. */
  readonly time: number | string;
  readonly key: string;
  readonly message: string;
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  /** A value that joins keys. */
  readonly join: string;
}

interface LogFormat {
  /** Members of a capture that reads the logs. */
  readonly capture: string;
  log(messages: readonly LogMessage[]): string;
}

const names = ['time', 'key', 'join', 'message', 'protocol', 'from', 'to'] as const;

/** The formats that captures read, by the word after `reads`. */
export const logFormats: Readonly<Record<string, LogFormat>> = {
  text: {
    capture: `reads text line /^${names.map((name) => `(?<${name}>\\S+)`).join(' ')}$/ key key join join`,
    log: (messages) => messages.map((message) => `${values(message).join(' ')}\n`).join(''),
  },
  json: {
    capture: `reads json ${members((name) => `"$.${name}"`)}`,
    log: (messages) => messages.map((message) => `${JSON.stringify({ ...message, time: iso(message) })}\n`).join(''),
  },
  csv: {
    capture: `reads csv ${members((name) => `"${name}"`)}`,
    log: (messages) => [names, ...messages.map(values)].map((row) => `${row.join()}\n`).join(''),
  },
  xes: {
    capture: `reads xes ${members((name) => `"${name}"`)}`,
    log: (messages) =>
      `<log>\n${messages.map((message) => `<trace><event>${attributes(message)}</event></trace>\n`).join('')}</log>\n`,
  },
  otlp: {
    capture: `reads otlp ${members((name) => `"$.attributes.${name}"`)}`,
    log: (messages) => messages.map((message) => `${JSON.stringify(exportRequest(message))}\n`).join(''),
  },
};

function members(field: (name: string) => string): string {
  return names.map((name) => `${name} ${field(name)}`).join(' ');
}

function iso({ time }: LogMessage): string {
  return typeof time === 'string' ? time : new Date(time).toISOString();
}

function values(message: LogMessage): string[] {
  return names.map((name) => (name === 'time' ? iso(message) : message[name]));
}

function attributes(message: LogMessage): string {
  const all = values(message).map((value, index) => `<string key="${names[index]}" value="${value}"/>`);
  return all.join('');
}

function exportRequest(message: LogMessage): object {
  const all = values(message).map((value, index) => ({ key: names[index], value: { stringValue: value } }));
  return { resourceSpans: [{ scopeSpans: [{ spans: [{ attributes: all }] }] }] };
}
