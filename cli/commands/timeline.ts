import path from 'node:path';
import { buildTimeline, type DocumentAnalysis, type FlowAnalysis, type PathSelection } from '../../check/index.js';
import { bandKey, type ExportOptions, exportTimeline, PictureTooLarge } from '../../timeline/index.js';
import { type ExportFormat, exportFormats, formatExtensions } from '../../timeline/types/export-format.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { type Arguments, givenMaxConfigurations, oneOf } from '../arguments.js';
import { printWarnings, useNamedConfiguration } from '../configuration.js';
import { displayPath } from '../display-path.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { inputFiles } from '../input-files.js';
import type { Output } from '../output.js';
import { renderPng } from '../png.js';
import { Project } from '../project.js';
import { interactionTimeline, isRecorded } from '../recorded-interaction.js';
import { timelineFileNames } from '../timeline-files.js';
import { makeFolder, refuseInput, writeOutput } from '../write-output.js';

/**
 * `confer timeline`: prints one path through a flow, or all of them; of several flows, a file each. What is wrong with
 * a flow is drawn, and fails nothing.
 */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  if (isRecorded(args)) return drawInteraction(args, output);
  if (args.files.length === 0) throw new UsageError('Name a file to draw.');
  if (args.flag('all-flows') && args.text('flow') !== undefined) {
    throw new UsageError('Use either --flow or --all-flows.');
  }
  const project = await Project.create({ maxConfigurations: givenMaxConfigurations(args) });
  await useNamedConfiguration(project.configurations, args);
  const paths = await inputFiles(args.files, project);
  const [one] = paths;
  const isOne = !args.flag('all-flows') && args.files.length === 1 && one?.path === path.resolve(args.files[0] ?? '');
  // Before files are read: a wrong call costs no time.
  const format = isOne ? chosenFormat(args) : (namedFormat(args) ?? 'text');
  const target = isOne ? outputFile(args, format, output) : outputFolder(args);
  if (isOne && target !== undefined) await refuseInput(target, paths);
  const files = await project.check(paths);
  printWarnings(project, output);

  const drawn = files.flatMap(({ path: file, analysis }) =>
    chosenFlows(analysis, args, isOne ? displayPath(file) : null).map((flow) => ({
      file,
      timeline: buildTimeline(analysis, flow, chosenPath(flow, args)),
    })),
  );
  const timelines = drawn.map(({ timeline }) => timeline);
  if (timelines.length === 0) throw new UsageError(noFlow(args));
  const content = exporter(args, format, timelines);
  if (!isOne && target !== undefined) {
    const named = drawn.map(({ file, timeline }) => ({ file, flow: timeline.flow }));
    const names = timelineFileNames(named, formatExtensions[format][0]);
    const targets = names.map((name) => path.join(target, name));
    await makeFolder(target);
    for (const file of targets) await refuseInput(file, paths);
    for (const [index, timeline] of timelines.entries()) {
      await writeOutput(targets[index] ?? target, content(timeline));
    }
    return exitCodes.clean;
  }
  for (const timeline of timelines) {
    if (target === undefined) await output.print(content(timeline));
    else await writeOutput(target, content(timeline));
  }
  return exitCodes.clean;
}

/** Draws one interaction of a recording. */
async function drawInteraction(args: Arguments, output: Output): Promise<ExitCode> {
  const format = chosenFormat(args);
  const target = outputFile(args, format, output);
  const { timeline, inputs } = await interactionTimeline(args, output);
  if (target !== undefined) await refuseInput(target, inputs);
  const content = exporter(args, format, [timeline])(timeline);
  if (target === undefined) await output.print(content);
  else await writeOutput(target, content);
  return exitCodes.clean;
}

/**
 * Writes timelines in a format, as the options of their look say.
 * @throws UsageError for a name to fold or hide that none of them has, and for a picture that is too large
 */
function exporter(args: Arguments, format: ExportFormat, timelines: readonly Timeline[]) {
  const folded = namesOf('fold', 'phase', args, timelines, ({ phases }) => phases);
  const look: Omit<ExportOptions, 'folded'> = {
    ...themeOf(args),
    filter: {
      participants: namesOf('hide', 'participant', args, timelines, ({ participants }) => participants),
      protocols: namesOf('hide-protocol', 'protocol', args, timelines, ({ protocols }) => protocols),
    },
    time: args.text('time') === 'since' ? 'since' : 'between',
    scale: args.flag('to-scale'),
  };
  return (timeline: Timeline) => {
    const options = { ...look, folded: foldedBands(timeline, folded) };
    try {
      return format === 'png' ? renderPng(timeline, options) : exportTimeline(timeline, format, options);
    } catch (error) {
      if (error instanceof PictureTooLarge) throw new UsageError(error.message);
      throw error;
    }
  };
}

function themeOf(args: Arguments): Pick<ExportOptions, 'theme'> {
  const theme = oneOf(args.text('theme'), ['light', 'dark']);
  return theme === undefined ? {} : { theme };
}

/** The bands of the phases that `--fold` names, each of their visits. */
function foldedBands(timeline: Timeline, names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(timeline.phases.filter(({ name }) => names.has(name)).map(bandKey));
}

/**
 * The names that an option lists.
 * @throws UsageError for a name that no timeline has
 */
function namesOf(
  option: string,
  kind: string,
  args: Arguments,
  timelines: readonly Timeline[],
  knownIn: (timeline: Timeline) => readonly { readonly name: string }[],
): ReadonlySet<string> {
  const names = new Set((args.text(option) ?? '').split(',').map((name) => name.trim()));
  names.delete('');
  const all = [...new Set(timelines.flatMap((timeline) => knownIn(timeline).map(({ name }) => name)))];
  for (const name of names) {
    if (all.includes(name)) continue;
    throw new UsageError(
      `--${option}: there is no ${kind} "${name}" in the timeline; it has ${all.join(', ') || 'none'}.`,
    );
  }
  return names;
}

/** The folder that several timelines are written to. */
function outputFolder(args: Arguments): string {
  const target = args.text('output');
  if (target === undefined) throw new UsageError('Several timelines require --output FOLDER.');
  if (args.text('scenario') !== undefined || args.text('path') !== undefined) {
    throw new UsageError('--scenario and --path select a path of one flow: name one file, and omit --all-flows.');
  }
  return target;
}

/** The file to write; undefined for standard output, which is no place for pixels where people read it. */
function outputFile(args: Arguments, format: ExportFormat, output: Output): string | undefined {
  const target = args.text('output');
  if (target === undefined && format === 'png' && output.isInteractive) {
    throw new UsageError('PNG output requires --output FILE.');
  }
  return target;
}

/**
 * The format of `--format`, otherwise that of the output's ending, otherwise text.
 * @throws UsageError for an ending that is no format's
 */
function chosenFormat(args: Arguments): ExportFormat {
  const named = namedFormat(args);
  const file = args.text('output');
  if (named !== undefined || file === undefined) return named ?? 'text';
  const ending = path.extname(file).slice(1).toLowerCase();
  const found = exportFormats.find((format) => formatExtensions[format].includes(ending));
  if (found !== undefined) return found;
  const extensions = exportFormats.map((format) => `.${formatExtensions[format][0]}`).join(', ');
  const what =
    ending === '' ? `${file} has no extension that selects the format` : `No format has the extension ".${ending}"`;
  throw new UsageError(`${what}: use one of ${extensions}, or --format.`);
}

function namedFormat(args: Arguments): ExportFormat | undefined {
  return oneOf(args.text('format'), exportFormats);
}

/**
 * The flows to draw.
 * @param only the file, if it is the only one: its first flow is drawn; null for every flow that is meant
 * @throws UsageError if the only file has no such flow
 */
function chosenFlows({ flows }: DocumentAnalysis, args: Arguments, only: string | null): FlowAnalysis[] {
  const flowName = args.text('flow');
  const found = flowName === undefined ? flows : flows.filter(({ flow }) => flow.name === flowName);
  if (only === null) return [...found];
  const [first] = found;
  if (first !== undefined) return [first];
  if (flows.length === 0) throw new UsageError(`${only} has no flow.`);
  const among = flows.map(({ flow }) => flow.name);
  throw new UsageError(`There is no flow "${flowName}" in ${only}: it declares ${among.join(', ')}.`, {
    word: flowName ?? '',
    among,
  });
}

function noFlow(args: Arguments): string {
  const flowName = args.text('flow');
  return flowName === undefined ? 'The files have no flow.' : `There is no flow "${flowName}" in the files.`;
}

function chosenPath({ flow }: FlowAnalysis, args: Arguments): PathSelection {
  const scenario = args.text('scenario');
  const phasePath = args.text('path');
  const all = args.flag('all-paths');
  if (scenario !== undefined && phasePath !== undefined) throw new UsageError('Use either --scenario or --path.');
  if (all && (scenario !== undefined || phasePath !== undefined)) {
    throw new UsageError('--all-paths cannot be used with --scenario or --path.');
  }
  if (all) return { kind: 'all' };
  if (scenario !== undefined) {
    const names = flow.scenarios.map(({ name }) => name);
    if (!names.includes(scenario)) {
      const choice = names.length === 0 ? 'it declares none' : `it declares ${names.join(', ')}`;
      throw new UsageError(`There is no scenario "${scenario}" in the flow ${flow.name}: ${choice}.`, {
        word: scenario,
        among: names,
      });
    }
    return { kind: 'scenario', name: scenario };
  }
  if (phasePath === undefined) return { kind: 'default' };
  const phases = phasePath.split(',').map((phase) => phase.trim());
  const names = flow.phases.map(({ name }) => name);
  const unknown = phases.find((phase) => !names.includes(phase));
  if (unknown !== undefined) {
    throw new UsageError(`There is no phase "${unknown}" in the flow ${flow.name}: it has ${names.join(', ')}.`, {
      word: unknown,
      among: names,
    });
  }
  return { kind: 'path', phases };
}
