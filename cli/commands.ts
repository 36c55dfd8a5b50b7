import { exportFormats } from '../timeline/types/export-format.js';
import type { Command } from './command.js';
import { capture, config, flow, maxConfigurations, maxWarnings } from './options.js';

const checkFormats = ['human', 'json', 'sarif', 'github', 'gitlab', 'junit', 'compact'] as const;

/**
 * Every command: a row here and a file in `commands/`. Parsing, help and shell completions are read from these rows.
 */
export const commands: readonly Command[] = [
  {
    name: 'check',
    operands: '[FILES…]',
    summary: 'check files, folders and globs',
    details:
      'Without FILES: the current folder. Folders and globs stand for the Confer files that the editor finds in them: what .gitignore and "ignore" of confer.json name is left out, and so is what !glob fits.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        words: checkFormats,
        mayNameFile: true,
        repeatable: true,
        summary: 'how findings are written (default: human); several with FORMAT=FILE',
      },
      {
        name: 'fix',
        value: 'CODE,…',
        valueOptional: true,
        repeatable: true,
        summary: 'apply the fixes that are safe on save, or the preferred fixes of these rules',
      },
      { name: 'fix-dry-run', summary: 'print what --fix would change, and write nothing' },
      { name: 'fixes', summary: 'list the fixes of each finding (json)' },
      { name: 'watch', summary: 'check again after each change' },
      {
        name: 'stdin-filepath',
        value: 'F',
        summary: 'check standard input as if it were this file; with --fix, print the fixed text',
      },
      { name: 'quiet', summary: 'print errors and warnings only, and no summary' },
      {
        name: 'rule',
        value: 'CODE=LEVEL',
        repeatable: true,
        summary: 'a level for a rule, over those of configurations: off, hint, information, warning or error',
      },
      { name: 'baseline', value: 'FILE', summary: 'findings that this file knows do not count' },
      { name: 'update-baseline', summary: 'write all that is found to the baseline' },
      maxWarnings,
      config,
      maxConfigurations,
      { name: 'stats', summary: 'tell on standard error what was looked at, and how often each rule found something' },
    ],
    load: () => import('./commands/check.js'),
  },
  {
    name: 'timeline',
    operands: 'FILES…',
    summary: 'draw a path through a flow, or an interaction of a recording',
    details:
      'Several files, a folder, a glob or --all-flows: a file per flow in the folder that --output names, called after its file and flow. With --recording, FILES are all that is read: the flow or model that is followed, and the capture.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        words: exportFormats,
        summary: 'what is written (default: by the ending of --output, else text)',
      },
      {
        name: 'output',
        short: 'o',
        value: 'FILE|FOLDER',
        summary: 'the file to write (default: standard output); the folder, for several flows',
      },
      flow,
      { name: 'all-flows', summary: 'every flow, a file each' },
      { name: 'scenario', value: 'S', summary: 'a scenario that the flow declares' },
      {
        name: 'path',
        value: 'A,B,C',
        summary: 'phases, in order (default: the first declared scenario, else the path of first targets)',
      },
      { name: 'all-paths', summary: 'all paths in one picture, alternatives framed' },
      { name: 'fold', value: 'A,B', summary: 'phases whose messages are left out' },
      {
        name: 'hide',
        value: 'A,B',
        summary: 'participants that are left out, and what only they send or receive',
      },
      { name: 'hide-protocol', value: 'A,B', summary: 'protocols whose messages are left out' },
      {
        name: 'time',
        value: 'FROM',
        words: ['relative', 'since'],
        summary: 'times from the event before, or since the path began (default: relative)',
      },
      { name: 'to-scale', summary: 'distances in a picture tell times (svg, png, html)' },
      {
        name: 'theme',
        value: 'THEME',
        words: ['light', 'dark'],
        summary: 'colours of a picture or page (default: light; a page follows its reader)',
      },
      {
        name: 'recording',
        value: 'RECORDING',
        repeatable: true,
        summary: 'draw what really happened: a file, a folder, or - for standard input',
      },
      { name: 'interaction', value: 'KEY', summary: 'the interaction of the recording that is drawn' },
      capture,
      config,
      maxConfigurations,
    ],
    load: () => import('./commands/timeline.js'),
  },
  {
    name: 'coverage',
    operands: '[FILES…]',
    summary: 'measure what flows show of their models',
    details:
      'Counts phases, rows, outcomes, alternatives, values of facts and branches of each model that a flow follows. Without FILES: the current folder.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        words: ['human', 'json', 'lcov', 'markdown'],
        summary: 'how coverage is printed (default: human)',
      },
      {
        name: 'recording',
        value: 'RECORDING',
        summary:
          'tell also which phases, rows and outcomes occurred in this recording, and how often; several are read together',
      },
      capture,
      {
        name: 'fail-under',
        value: 'NAME=N,…',
        summary:
          'exit with 1 where less than N percent of phases, rows, given, inferred, outcomes, alternatives, facts or branches is covered',
      },
      { name: 'model', value: 'M', summary: 'this model only, whether a flow follows it or not' },
      { name: 'all', summary: 'list what is covered too' },
      config,
      maxConfigurations,
    ],
    load: () => import('./commands/coverage.js'),
  },
  {
    name: 'conform',
    operands: 'FILE.confer… RECORDING…|FOLDER|-',
    summary: 'follow recordings through a flow or a model',
    details:
      'Names that end in .confer are sources: captures, flows, models. A folder stands for the files in it that a capture matches.',
    options: [
      capture,
      {
        name: 'against',
        value: 'NAME',
        summary: "the flow or model (default: the sources' only flow, else only model)",
      },
      { name: 'only', value: 'KEY', summary: 'this interaction only' },
      { name: 'from', value: 'T', summary: 'as if the recording began at this time (ISO 8601)' },
      { name: 'to', value: 'T', summary: 'as if the recording stopped at this time (ISO 8601)' },
      { name: 'max-deviations', value: 'N', summary: 'how many deviations are listed (default: 1000)' },
      {
        name: 'max-deviating',
        value: 'N|N%',
        summary: 'interactions with an error allowed before the command fails (default: 0)',
      },
      { name: 'max-warnings', value: 'N', summary: 'warnings allowed before the command fails (default: no limit)' },
      { name: 'anonymise', summary: 'numbers in place of addresses and keys' },
      { name: 'merge', summary: 'adds up results of parts: confer conform --merge RESULT.json…' },
      {
        name: 'format',
        value: 'FORMAT',
        words: ['human', 'json', 'jsonl', 'sarif'],
        summary: 'how results are printed (default: human)',
      },
    ],
    load: () => import('./commands/conform.js'),
  },
  {
    name: 'read',
    operands: 'FILE.confer… RECORDING…|FOLDER|-',
    summary: 'read recordings by a capture and write their messages',
    options: [
      capture,
      { name: 'why', summary: 'each line with what took it, or how far the best expression came' },
      { name: 'lines', value: 'A-B', summary: 'these lines only' },
      {
        name: 'format',
        value: 'FORMAT',
        words: ['jsonl', 'json'],
        summary: 'the messages, or counts (default: jsonl)',
      },
    ],
    load: () => import('./commands/read.js'),
  },
  {
    name: 'format',
    operands: '[FILES…]',
    summary: 'lay files out as the editor does',
    options: [
      { name: 'check', summary: 'change nothing; exit with 1 if a file would change' },
      { name: 'stdin-filepath', value: 'F', summary: 'print standard input laid out, as if it were this file' },
    ],
    load: () => import('./commands/format.js'),
  },
  {
    name: 'paths',
    operands: 'FILE',
    summary: 'list the paths of flows, with outcome and verdict',
    options: [
      { name: 'format', value: 'FORMAT', words: ['human', 'json'], summary: 'how they are printed (default: human)' },
      { ...flow, summary: 'this flow only' },
      config,
      maxConfigurations,
    ],
    load: () => import('./commands/paths.js'),
  },
  {
    name: 'explain',
    operands: '[CODE]',
    summary: 'print the page of a rule, or the list of all',
    options: [
      { name: 'format', value: 'FORMAT', words: ['human', 'json'], summary: 'how it is printed (default: human)' },
    ],
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'init',
    operands: '',
    summary: 'write a confer.json and a first flow into the current folder',
    options: [{ name: 'model', value: 'M', summary: 'the model that the flow follows (default: Conference)' }],
    load: () => import('./commands/init.js'),
  },
  {
    name: 'mcp',
    operands: '',
    summary: 'serve tools for language models on standard input and output',
    details:
      'The tools (check, explain, models, paths, timeline, coverage) only read: Confer files in the current folder, and text that they are given.',
    options: [],
    load: () => import('./commands/mcp.js'),
  },
  {
    name: 'lsp',
    operands: '',
    summary: 'serve an editor on standard input and output',
    options: [{ name: 'stdio', summary: 'accepted for editors that always give it; there is no other way' }],
    load: () => import('./commands/lsp.js'),
  },
  {
    name: 'completions',
    operands: 'bash|zsh|fish',
    summary: "print a shell's completions",
    details: 'For example: confer completions bash >> ~/.bashrc',
    options: [],
    load: () => import('./commands/completions.js'),
  },
];
