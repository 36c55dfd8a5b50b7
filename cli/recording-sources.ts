import path from 'node:path';
import { type Capture, modelName } from '../check/index.js';
import {
  captureCandidates,
  capturesOf,
  type Declarations,
  findCapture,
  findSubject,
  flowsOf,
  modelsOf,
  onlySubject,
  type Subject,
} from '../recordings/index.js';
import type { Arguments } from './arguments.js';
import { UsageError } from './exit-codes.js';
import { Project } from './project.js';

/** The sources with which a command reads recordings. */
export interface RecordingSources {
  readonly visible: readonly Declarations[];
  readonly captures: readonly Capture[];
  readonly recordings: readonly string[];
  readonly project: Project;
  choose(file: string): Capture;
}

/** Reads the sources among the operands: the names that end in `.confer`. */
export async function recordingSources(args: Arguments): Promise<RecordingSources> {
  const sources = args.files.filter((file) => /\.confer$/i.test(file));
  return sourcesOf(
    sources,
    args.files.filter((file) => !sources.includes(file)),
    args,
  );
}

/** Reads sources for recordings that an option names. */
export async function sourcesOf(
  sources: readonly string[],
  recordings: readonly string[],
  args: Arguments,
): Promise<RecordingSources> {
  const project = await Project.create();
  const visible = await project.declarations(sources.map((file) => path.resolve(file)));
  const captures = capturesOf(visible);
  const captureName = args.text('capture');
  const named = captureName === undefined ? undefined : requireCapture(captureName, visible);
  return {
    visible,
    captures: named === undefined ? captures : [named],
    recordings,
    project,
    choose: (file) => named ?? chosenFor(file, captures, visible),
  };
}

function requireCapture(name: string, visible: readonly Declarations[]): Capture {
  const capture = findCapture(name, visible);
  if (capture !== undefined) return capture;
  const among = visible.flatMap(({ captures }) => captures.map((own) => own.name));
  throw new UsageError(`There is no capture "${name}".`, { word: name, among, lists: true });
}

/**
 * The one capture whose `files` fits; otherwise the only capture, or without any the one for lines of `confer read`.
 */
function chosenFor(file: string, all: readonly Capture[], visible: readonly Declarations[]): Capture {
  const { captures, fit } = captureCandidates(file, all, visible);
  const [only, another] = captures;
  if (only !== undefined && another === undefined) return only;
  const names = captures.map(({ name }) => name).join(', ');
  throw new UsageError(
    fit
      ? `${file} matches several captures: ${names}. Choose one with --capture.`
      : `${file} does not match the "files" of any capture: choose one of ${names} with --capture.`,
  );
}

/**
 * The flow or model to follow: the one that `--against` names, otherwise the sources' only flow, otherwise their only
 * model.
 * @param option how the command calls `--against`
 * @throws UsageError if that leaves it open
 */
export function subjectOf(
  { visible, project }: RecordingSources,
  against: string | undefined,
  option = '--against FLOW or MODEL',
): Subject {
  const found = against === undefined ? onlySubject(visible) : findSubject(against, visible);
  if (found !== undefined) return found;
  if (against === undefined) throw new UsageError(`Select the flow or model to follow: ${option}.`);
  // What the sources declare first, then those of the library that can be named.
  const models = [...modelsOf(visible), ...project.models.all()].map(modelName);
  const isVisible = (name: string) => visible.some((own) => own.model(name) !== undefined);
  const among = [...new Set([...flowsOf(visible).map(({ name }) => name), ...models.filter(isVisible)])];
  throw new UsageError(`There is no flow or model "${against}".`, { word: against, among, lists: true });
}
