import path from 'node:path';
import { buildTimeline, type DocumentAnalysis, type FlowAnalysis, type PathSelection } from '../../check/index.js';
import { bandKey, type EventFilter, type ExportOptions, exportTimeline } from '../../timeline/index.js';
import { type TakenFormat, takenFormats } from '../../timeline/types/export-format.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { type Arguments, maxConfigurations, oneOf } from '../arguments.js';
import { printWarnings, useNamedConfiguration } from '../configuration.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { inputFiles } from '../input-files.js';
import type { Output } from '../output.js';
import { renderPng } from '../png.js';
import { Project } from '../project.js';
import { refuseInput, writeOutput } from '../write-output.js';

/** `confer timeline`: prints one path through a flow, or all of them. What is wrong with the flow is drawn, and fails nothing. */
export async function run(given: Arguments, output: Output): Promise<ExitCode> {
  const format = chosenFormat(given);
  const theme = oneOf(given.text('theme'), ['light', 'dark']);
  const reference = oneOf(given.text('time'), ['relative', 'since']);
  const target = outputFile(given, format, output);
  const bound = maxConfigurations(given);
  const [name, ...more] = given.files;
  if (name === undefined || more.length > 0) throw new UsageError('Name one file to draw.');
  const project = await Project.create({ maxConfigurations: bound });
  await useNamedConfiguration(project.configurations, given);
  const paths = await inputFiles([name], project);
  if (paths.length > 1) throw new UsageError(`${name} holds several files: name the one to draw.`);
  const [file] = await project.check(paths);
  printWarnings(project, output);
  if (target !== undefined) await refuseInput(target, paths);
  if (file === undefined) throw new UsageError('Name one file to draw.');

  const flow = chosenFlow(file.analysis, given, name);
  const timeline = buildTimeline(file.analysis, flow, chosenPath(flow, given));
  const look: ExportOptions = {
    ...(theme === undefined ? {} : { theme }),
    folded: foldedBands(timeline, given),
    filter: hidden(timeline, given),
    time: reference === 'since' ? 'since' : 'between',
    scale: given.flag('to-scale'),
  };
  const written = format === 'png' ? renderPng(timeline, look) : exportTimeline(timeline, format, look);
  if (target === undefined) await output.print(written);
  else await writeOutput(target, written);
  return exitCodes.clean;
}

/** The bands of the phases that `--fold` names, each of their visits. */
function foldedBands(timeline: Timeline, given: Arguments): ReadonlySet<string> {
  const names = namesOf('fold', 'phase', given, timeline.phases);
  return new Set(timeline.phases.filter(({ name }) => names.has(name)).map(bandKey));
}

/** What `--hide` and `--hide-protocol` leave out. */
function hidden(timeline: Timeline, given: Arguments): EventFilter {
  return {
    participants: namesOf('hide', 'participant', given, timeline.participants),
    protocols: namesOf('hide-protocol', 'protocol', given, timeline.protocols),
  };
}

function namesOf(
  option: string,
  kind: string,
  given: Arguments,
  known: readonly { readonly name: string }[],
): ReadonlySet<string> {
  const names = new Set((given.text(option) ?? '').split(',').map((name) => name.trim()));
  names.delete('');
  const all = [...new Set(known.map(({ name }) => name))];
  for (const name of names) {
    if (all.includes(name)) continue;
    throw new UsageError(
      `--${option}: there is no ${kind} "${name}" in the timeline; it has ${all.join(', ') || 'none'}.`,
    );
  }
  return names;
}

/** The file to write; undefined for standard output, which is no place for pixels where people read it. */
function outputFile(given: Arguments, format: TakenFormat, output: Output): string | undefined {
  const target = given.text('output');
  if (target === undefined && format === 'png' && output.isInteractive) {
    throw new UsageError('A PNG is nothing to read: give --output FILE.');
  }
  return target;
}

/**
 * The format of `--format`, else that of the output's ending, else text.
 * @throws UsageError for an ending that is no format's
 */
function chosenFormat(given: Arguments): TakenFormat {
  const named = oneOf(given.text('format'), takenFormats);
  const file = given.text('output');
  if (named !== undefined || file === undefined) return named ?? 'text';
  const ending = path.extname(file).slice(1).toLowerCase();
  const found = takenFormats.find((format) => endings[format].includes(ending));
  if (found !== undefined) return found;
  const known = takenFormats.map((format) => `.${endings[format][0]}`).join(', ');
  throw new UsageError(`No format ends in ".${ending}": take one of ${known}, or give --format.`);
}

/** Endings of files by format; the first is the one to write. */
const endings: Readonly<Record<TakenFormat, readonly string[]>> = {
  text: ['txt', 'text'],
  markdown: ['md', 'markdown'],
  mermaid: ['mmd', 'mermaid'],
  plantuml: ['puml', 'plantuml', 'pu'],
  svg: ['svg'],
  html: ['html', 'htm'],
  json: ['json'],
  png: ['png'],
};

function chosenFlow(analysis: DocumentAnalysis, given: Arguments, file: string): FlowAnalysis {
  const names = analysis.flows.map(({ flow }) => flow.name);
  const wanted = given.text('flow');
  const found = wanted === undefined ? analysis.flows[0] : analysis.flows.find(({ flow }) => flow.name === wanted);
  if (found !== undefined) return found;
  if (names.length === 0) throw new UsageError(`${file} declares no flow.`);
  throw new UsageError(`There is no flow "${wanted}" in ${file}: it declares ${names.join(', ')}.`);
}

function chosenPath({ flow }: FlowAnalysis, given: Arguments): PathSelection {
  const scenario = given.text('scenario');
  const phasePath = given.text('path');
  const all = given.flag('all-paths');
  if (scenario !== undefined && phasePath !== undefined) throw new UsageError('Give --scenario or --path, not both.');
  if (all && (scenario !== undefined || phasePath !== undefined)) {
    throw new UsageError('Give --all-paths alone: --scenario and --path choose one path.');
  }
  if (all) return { kind: 'all' };
  if (scenario !== undefined) {
    const names = flow.scenarios.map(({ name }) => name);
    if (!names.includes(scenario)) {
      const choice = names.length === 0 ? 'it declares none' : `it declares ${names.join(', ')}`;
      throw new UsageError(`There is no scenario "${scenario}" in the flow ${flow.name}: ${choice}.`);
    }
    return { kind: 'scenario', name: scenario };
  }
  if (phasePath === undefined) return { kind: 'default' };
  const phases = phasePath.split(',').map((phase) => phase.trim());
  const names = flow.phases.map(({ name }) => name);
  const unknown = phases.find((phase) => !names.includes(phase));
  if (unknown !== undefined) {
    throw new UsageError(`There is no phase "${unknown}" in the flow ${flow.name}: it has ${names.join(', ')}.`);
  }
  return { kind: 'path', phases };
}
