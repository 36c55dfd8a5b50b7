/** The recording guide's text on a keyword of a capture; the same word may mean something else in a model. */
const texts: Readonly<Record<string, string>> = {
  after: 'a prefix to cut off from each line.',
  again: 'a message that equals one kept within this time is dropped; `by` says what must be equal.',
  allow: 'a known deviation: it becomes information, with its reason.',
  answer: 'a second message in the opposite direction, at the end of the span (OpenTelemetry).',
  as: "how the time is written: `yyyy MM dd HH mm ss S` (one letter: without a leading zero), `a`, `X` (offset), `'text'`.",
  begins:
    'an interaction that starts this soon after the start of the recording may have begun before it. Default: 5 minutes.',
  by: 'the fields that must be equal.',
  capture: 'describes how the log of a system is read as messages.',
  columns: 'the columns of a CSV file without a header.',
  else: 'the field to use if the condition does not hold; without it, the field is then absent.',
  epoch: 'the time is a number since 1970, in `s`, `ms`, `us`, or `ns`.',
  files: 'the names of the files that it reads; a folder on the command line stands for the files in it that match.',
  for: 'the files that the offset is for.',
  from: 'the address of the sender; if absent, any sender matches.',
  idle: 'an interaction ends after this time without a message. Default: one hour.',
  in: 'the field of a JSON line that holds the actual line; with `allow`, the phase.',
  is: 'a constant, a value to compare with, or what a value means; after the name of a capture, the capture it inherits from.',
  join: 'further keys: lines with a value in common are one interaction.',
  key: 'identifies the interaction that a line belongs to.',
  line: 'begins a block; of several expressions, the first that matches is used.',
  message: 'identifies the message: the first entry that matches, otherwise the declaration with that name or title.',
  more: 'reads the further lines of a block; the first value of a group counts.',
  offset: 'is added to the times of the files; may be negative.',
  on: 'the date of times that have none.',
  or: 'the next field, if this one is absent.',
  participant: 'the addresses of a system of the flow, or of a system role of the model.',
  protocol: 'identifies the protocol; if absent, any protocol matches.',
  reads: 'the format of the file: `text`, `json`, `csv`, `xes`, or `otlp`.',
  records:
    'the protocols that were recorded: messages on others are never missing. Default: those of the first messages.',
  reorder: 'how late a line can be in a large file. Default: 200 ms.',
  settle:
    'a phase without messages for this long is settled: required messages that have not been sent by then are missing. Default: 2 s.',
  time: 'when the message was sent; ISO 8601 unless another format is given.',
  to: 'the addresses of the receivers, one copy each for a list; if absent, any receiver matches.',
  until: 'ends a block before this line.',
  when: 'the field is used if another one has this value.',
  within: 'the time that the limit allows.',
  zone: 'the offset or IANA time zone of times without one. Default: UTC.',
};

/**
 * The guide's text on a keyword of a capture, as Markdown.
 * @returns undefined for what is no word of a capture
 */
export function captureKeywordText(word: string): string | undefined {
  return Object.hasOwn(texts, word) ? `**\`${word}\`**: ${texts[word] ?? ''}` : undefined;
}
