import path from 'node:path';
import { type Capture, NO_MODEL } from '../check/index.js';
import type { VisibleDeclarations } from '../language/index.js';
import { fitsGlob, Subject, type Vocabulary } from '../recordings/index.js';
import type { Arguments } from './arguments.js';
import { UsageError } from './exit-codes.js';
import { Project } from './project.js';

/** What a command about recordings reads its operands with. */
export interface RecordingSources {
  readonly visible: readonly VisibleDeclarations[];
  readonly captures: readonly Capture[];
  readonly recordings: readonly string[];
  readonly project: Project;
  choose(file: string): Capture;
}

/** Reads the sources among the operands: the names that end in `.confer`. */
export async function recordingSources(given: Arguments): Promise<RecordingSources> {
  const sources = given.files.filter((file) => file.endsWith('.confer'));
  return sourcesOf(
    sources,
    given.files.filter((file) => !sources.includes(file)),
    given,
  );
}

/** Reads sources for recordings that an option names. */
export async function sourcesOf(
  sources: readonly string[],
  recordings: readonly string[],
  given: Arguments,
): Promise<RecordingSources> {
  const project = await Project.create();
  const visible = await project.declarations(sources.map((file) => path.resolve(file)));
  const captures = unique(visible.flatMap((own) => own.captures));
  const wanted = given.text('capture');
  const named = wanted === undefined ? undefined : captureNamed(wanted, visible);
  return {
    visible,
    captures: named === undefined ? captures : [named],
    recordings,
    project,
    choose: (file) => named ?? chosenFor(file, captures, visible),
  };
}

function captureNamed(name: string, visible: readonly VisibleDeclarations[]): Capture {
  for (const own of visible) {
    const capture = own.capture(name);
    if (capture !== undefined) return capture;
  }
  const among = visible.flatMap(({ captures }) => captures.map((capture) => capture.name));
  throw new UsageError(`There is no capture "${name}".`, { word: name, among });
}

/** The one capture whose `files` fits, else the only one, without any the one for `confer read`'s lines. */
function chosenFor(file: string, captures: readonly Capture[], visible: readonly VisibleDeclarations[]): Capture {
  const fitting = captures.filter(({ files }) => files.some((glob) => fitsGlob(file, glob)));
  const [first, second] = fitting;
  if (first !== undefined && second === undefined) return first;
  if (second !== undefined) {
    throw new UsageError(
      `${file} fits several captures: ${fitting.map(({ name }) => name).join(', ')}. Choose with --capture.`,
    );
  }
  const [only, another] = captures;
  if (only !== undefined && another === undefined) return only;
  if (another !== undefined) {
    throw new UsageError(
      `${file} fits no capture's files: choose one of ${captures.map(({ name }) => name).join(', ')} with --capture.`,
    );
  }
  return captureNamed('ConferLines', visible);
}

/**
 * What is followed: what `--against` names, else the sources' only flow, else their only model.
 * @param option how the command calls `--against`
 * @throws UsageError where that leaves it open
 */
export function subjectOf(
  { visible }: RecordingSources,
  against: string | undefined,
  option = '--against FLOW or MODEL',
): Subject {
  const flows = unique(visible.flatMap((own) => own.flows));
  const models = unique(visible.flatMap((own) => own.models));
  if (against !== undefined) {
    const flow = flows.find(({ name }) => name === against);
    if (flow !== undefined) return new Subject(flow.model ?? NO_MODEL, flow);
    for (const own of visible) {
      const model = own.model(against);
      if (model !== undefined) return new Subject(model, null);
    }
    const among = [...flows.map(({ name }) => name), ...models.map(({ headers: [header] }) => header?.name ?? '')];
    throw new UsageError(`There is no flow or model "${against}".`, { word: against, among });
  }
  const [flow, anotherFlow] = flows;
  if (flow !== undefined && anotherFlow === undefined) return new Subject(flow.model ?? NO_MODEL, flow);
  const [model, anotherModel] = models;
  if (flow === undefined && model !== undefined && anotherModel === undefined) return new Subject(model, null);
  throw new UsageError(`Say what the recordings are followed through: ${option}.`);
}

/** Names and titles of the visible messages and protocols. */
export function vocabularyOf({ visible }: RecordingSources, subject?: Subject): Vocabulary {
  const messages = new Map<string, string>();
  const protocols = new Map<string, string>();
  for (const { names } of visible) {
    for (const [text, name] of names.message) messages.set(text, name);
    for (const [text, name] of names.protocol) protocols.set(text, name);
  }
  for (const { name, title } of subject?.messages.values() ?? []) {
    if (title !== null && !messages.has(title)) messages.set(title, name);
    messages.set(name, name);
  }
  for (const { name, title } of subject?.model.protocols ?? []) {
    if (title !== null && !protocols.has(title)) protocols.set(title, name);
    protocols.set(name, name);
  }
  return { messages, protocols };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
