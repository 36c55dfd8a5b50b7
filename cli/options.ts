import type { Option } from './command.js';

/** Options that several commands share, each described once. */
export const config: Option = {
  name: 'config',
  value: 'FILE',
  summary: 'the confer.json for all files (default: for each file, the nearest one above it)',
};

export const maxConfigurations: Option = {
  name: 'max-configurations',
  value: 'N',
  summary:
    'how many pairs of a phase and a configuration (which party is in which state) are explored per flow (default: 20000)',
};

export const maxWarnings: Option = {
  name: 'max-warnings',
  value: 'N',
  summary: 'warnings allowed before the check fails (default: 0)',
};

export const capture: Option = {
  name: 'capture',
  value: 'C',
  summary:
    'the capture (default: the one whose "files" match, otherwise the only one in the Confer files, otherwise ConferLines)',
};

export const flow: Option = { name: 'flow', value: 'F', summary: "the flow (default: the file's first)" };

export const help: Option = { name: 'help', short: 'h', summary: 'print this help' };
