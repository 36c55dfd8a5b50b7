/** What the guide to recordings says of a word of a capture; the same word may mean something else in a model. */
const texts: Readonly<Record<string, string>> = {
  after: 'this beginning of a line is cut off.',
  again: 'an equal message within this time of the one kept is dropped; `by` says what must be equal.',
  allow: 'a known deviation: it becomes information, with its reason.',
  answer: 'a second message, back, at the span’s end (OpenTelemetry).',
  as: "how the time is written: `yyyy MM dd HH mm ss S`, `a`, `X` (offset), `'text'`.",
  begins: 'an interaction that starts so soon after the recording may have begun before it. Left out: 5 minutes.',
  by: 'the fields that must be equal.',
  capture: 'says how the recorded logs of a system are read as messages.',
  columns: 'the columns of a CSV without a header.',
  else: 'the field where the condition does not hold; without it, the field is absent there.',
  epoch: 'the time is a number since 1970, in `s`, `ms`, `us` or `ns`.',
  files: 'the names of its files; a folder on the command line stands for those that fit.',
  for: 'the files that the offset is for.',
  from: 'the address of the sender; absent, any fits.',
  idle: 'an interaction is over after this time without a message. Left out: one hour.',
  in: 'where the real line stands in a line that is JSON; of `allow`, the phase.',
  is: 'a constant, a value that is compared, or what a value stands for; of a capture, the one it takes members from.',
  join: 'further keys: lines with a value in common are one interaction.',
  key: 'what tells the interaction that a line belongs to.',
  line: 'begins a block; of several, the first that matches.',
  message: 'what tells the message: the first entry that fits, else the declaration of that name or title.',
  more: 'reads the further lines of a block; a group’s first value counts.',
  offset: 'is added to the times of the files; may be negative.',
  on: 'the date of times that have none.',
  or: 'the next field, where this one is absent.',
  participant: 'the addresses of a system of the flow, or of a system role of the model.',
  protocol: 'what tells the protocol; absent, any fits.',
  reads: 'how the file is built: `text`, `json`, `csv`, `xes` or `otlp`.',
  records: 'the protocols that were captured: nothing on others is missed. Left out: those of the first messages.',
  reorder: 'how late a line may stand in a large file. Left out: 200 ms.',
  settle: 'a phase of which nothing came for so long is settled: what is lacking then is missing. Left out: 2 s.',
  time: 'when the message was sent; ISO 8601 where nothing else is said.',
  to: 'the addresses of the receivers: a list is a copy each; absent, any fits.',
  until: 'ends a block before this line.',
  when: 'the field counts where another one has this value.',
  within: 'the time that the limit allows.',
  zone: 'the offset or IANA name of times without one. Left out: UTC.',
};

/**
 * What the guide says of a word of a capture, as Markdown.
 * @returns undefined for what is no word of a capture
 */
export function captureKeywordText(word: string): string | undefined {
  return Object.hasOwn(texts, word) ? `**\`${word}\`**: ${texts[word] ?? ''}` : undefined;
}
