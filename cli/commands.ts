import { exportFormats } from '../timeline/types/export-format.js';
import type { Command } from './command.js';
import { capture, config, flow, maxConfigurations, maxWarnings } from './options.js';

const checkFormats = ['human', 'json', 'sarif', 'github', 'gitlab', 'junit', 'compact'] as const;

/**
 * Every command: a row here and a file in `commands/`. Parsing, help and shell completions are read from these rows.
 */
export const cliCommands: readonly Command[] = [
  {
    name: 'check',
    operands: '[FILES…]',
    summary: 'check files, folders, and globs',
    details:
      'Without FILES: the current folder. A folder or glob stands for the Confer files in it; files matched by .gitignore, by the "ignore" of confer.json, or by a !glob are skipped.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        words: checkFormats,
        mayNameFile: true,
        repeatable: true,
        summary: 'the output format (default: human; repeat with FORMAT=FILE for several)',
      },
      {
        name: 'fix',
        value: 'CODE,…',
        valueOptional: true,
        repeatable: true,
        summary: 'apply the safe fixes, or the preferred fixes of these rules',
      },
      { name: 'fix-dry-run', summary: 'print the changes of --fix as a diff without writing them' },
      { name: 'fixes', summary: 'list the fixes of each finding (JSON only)' },
      { name: 'watch', summary: 'check again after every change' },
      {
        name: 'stdin-filepath',
        value: 'F',
        summary: 'check standard input as if it were this file; with --fix, print the fixed text',
      },
      { name: 'quiet', summary: 'print errors and warnings only, without a summary' },
      {
        name: 'rule',
        value: 'CODE=LEVEL',
        repeatable: true,
        summary: 'set the level of a rule, overriding confer.json: off, hint, information, warning, or error',
      },
      { name: 'baseline', value: 'FILE', summary: 'ignore the findings listed in this file' },
      { name: 'update-baseline', summary: 'write all findings to the baseline' },
      maxWarnings,
      config,
      maxConfigurations,
      { name: 'stats', summary: 'print to standard error what was checked, and how many findings each rule has' },
    ],
    load: () => import('./commands/check.js'),
  },
  {
    name: 'timeline',
    operands: 'FILES…',
    summary: 'draw a path through a flow, or an interaction of a recording',
    details:
      'For several files, a folder, a glob, or --all-flows, --output names a folder; each flow gets a file there, named after the Confer file and the flow. With --recording, FILES must contain the flow or model to follow, and the capture if ConferLines does not fit.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        words: exportFormats,
        summary: 'the output format (default: by the extension of --output, otherwise text)',
      },
      {
        name: 'output',
        short: 'o',
        value: 'FILE|FOLDER',
        summary: 'the file to write (default: standard output); for several flows, the folder',
      },
      flow,
      { name: 'all-flows', summary: 'draw every flow, each to a file of its own' },
      { name: 'scenario', value: 'S', summary: 'draw a scenario of the flow' },
      {
        name: 'path',
        value: 'A,B,C',
        summary:
          'draw these phases, in order (default: the first scenario, otherwise the path that takes the first possible targets)',
      },
      { name: 'all-paths', summary: 'draw all paths in one timeline, with the branches as alternatives' },
      { name: 'fold', value: 'A,B', summary: 'omit the messages of these phases' },
      {
        name: 'hide',
        value: 'A,B',
        summary: 'omit these participants, and the messages that only they send or receive',
      },
      { name: 'hide-protocol', value: 'A,B', summary: 'omit the messages on these protocols' },
      {
        name: 'time',
        value: 'FROM',
        words: ['relative', 'since'],
        summary: 'show times since the previous message, or since the start of the path (default: relative)',
      },
      { name: 'to-scale', summary: 'draw distances to scale (SVG, PNG, HTML)' },
      {
        name: 'theme',
        value: 'THEME',
        words: ['light', 'dark'],
        summary: "the theme (default: light; HTML follows the reader's theme)",
      },
      {
        name: 'recording',
        value: 'RECORDING',
        repeatable: true,
        summary: 'draw an interaction of this recording: a file, a folder, or - for standard input',
      },
      { name: 'interaction', value: 'KEY', summary: 'the interaction to draw' },
      capture,
      config,
      maxConfigurations,
    ],
    load: () => import('./commands/timeline.js'),
  },
  {
    name: 'coverage',
    operands: '[FILES…]',
    summary: 'measure how much of their models the flows cover',
    details:
      'Counts phases, rows, outcomes, alternatives, values of facts, and branches of each model that a flow follows. Without FILES: the current folder.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        words: ['human', 'json', 'lcov', 'markdown'],
        summary: 'the output format (default: human)',
      },
      {
        name: 'recording',
        value: 'RECORDING',
        summary:
          'also count which phases, rows, and outcomes occurred in this recording; several recordings are read together',
      },
      capture,
      {
        name: 'fail-under',
        value: 'NAME=N,…',
        summary:
          'exit with 1 if less than N percent of one of these is covered: phases, rows, given, inferred, outcomes, alternatives, facts, branches',
      },
      { name: 'model', value: 'M', summary: 'measure only this model, even if no flow follows it' },
      { name: 'all', summary: 'also list what is covered' },
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
      'Files whose names end in .confer contain the captures, flows, and models; all others are recordings. A folder stands for the files in it that match a capture.',
    options: [
      capture,
      {
        name: 'against',
        value: 'NAME',
        summary: 'the flow or model to follow (default: the only flow in the Confer files, otherwise their only model)',
      },
      { name: 'only', value: 'KEY', summary: 'follow only this interaction' },
      { name: 'from', value: 'T', summary: 'treat this time as the start of the recording (ISO 8601)' },
      { name: 'to', value: 'T', summary: 'treat this time as the end of the recording (ISO 8601)' },
      { name: 'max-deviations', value: 'N', summary: 'list at most this many deviations (default: 1000)' },
      {
        name: 'max-deviating',
        value: 'N|N%',
        summary: 'how many interactions may have an error before the command fails (default: 0)',
      },
      { name: 'max-warnings', value: 'N', summary: 'warnings allowed before the command fails (default: no limit)' },
      {
        name: 'anonymize',
        otherSpelling: 'anonymise',
        summary: 'replace addresses, keys, and undeclared names with numbers, and quote no line',
      },
      { name: 'merge', summary: 'add up the results of parts: confer conform --merge RESULT.json…' },
      {
        name: 'format',
        value: 'FORMAT',
        words: ['human', 'json', 'jsonl', 'sarif'],
        summary: 'the output format (default: human)',
      },
    ],
    load: () => import('./commands/conform.js'),
  },
  {
    name: 'read',
    operands: 'FILE.confer… RECORDING…|FOLDER|-',
    summary: 'read recordings with a capture and print their messages',
    options: [
      capture,
      { name: 'why', summary: 'print for each line what read it, or how far the best expression matched' },
      { name: 'lines', value: 'A-B', summary: 'print only these lines' },
      {
        name: 'format',
        value: 'FORMAT',
        words: ['jsonl', 'json'],
        summary: 'print the messages, or counts (default: jsonl)',
      },
    ],
    load: () => import('./commands/read.js'),
  },
  {
    name: 'format',
    operands: '[FILES…]',
    summary: 'format files as the editor does',
    options: [
      { name: 'check', summary: 'change nothing; exit with 1 if a file would change' },
      { name: 'stdin-filepath', value: 'F', summary: 'format standard input as if it were this file, and print it' },
    ],
    load: () => import('./commands/format.js'),
  },
  {
    name: 'paths',
    operands: 'FILE',
    summary: 'list the paths of flows, with outcome and verdict',
    options: [
      { name: 'format', value: 'FORMAT', words: ['human', 'json'], summary: 'the output format (default: human)' },
      { ...flow, summary: 'list only the paths of this flow' },
      config,
      maxConfigurations,
    ],
    load: () => import('./commands/paths.js'),
  },
  {
    name: 'explain',
    operands: '[CODE]',
    summary: 'print the page of a rule, or a list of all rules',
    options: [
      { name: 'format', value: 'FORMAT', words: ['human', 'json'], summary: 'the output format (default: human)' },
    ],
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'init',
    operands: '',
    summary: 'create a confer.json and a first flow in the current folder',
    options: [{ name: 'model', value: 'M', summary: 'the model that the flow follows (default: Conference)' }],
    load: () => import('./commands/init.js'),
  },
  {
    name: 'mcp',
    operands: '',
    summary: 'serve tools for language models on standard input and output',
    details:
      'The tools (check, explain, models, paths, timeline, coverage) are read-only: they read Confer files in the current folder and its subfolders, and the text they are given.',
    options: [],
    load: () => import('./commands/mcp.js'),
  },
  {
    name: 'lsp',
    operands: '',
    summary: 'start a language server on standard input and output',
    options: [{ name: 'stdio', summary: 'accepted for editors that always pass it; has no effect' }],
    load: () => import('./commands/lsp.js'),
  },
  {
    name: 'completions',
    operands: 'bash|zsh|fish',
    summary: 'print completions for a shell',
    details: 'For example: confer completions bash >> ~/.bashrc',
    options: [],
    load: () => import('./commands/completions.js'),
  },
];
