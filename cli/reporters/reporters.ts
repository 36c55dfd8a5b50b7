import { humanReport } from './human.js';
import type { Reporter } from './report.js';

/** Every format of `confer check`; all but the default one are loaded on demand. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  human: async () => humanReport,
  json: async () => (await import('./json.js')).jsonReport,
  sarif: async () => (await import('./sarif.js')).sarifReport,
  github: async () => (await import('./github.js')).githubReport,
  gitlab: async () => (await import('./gitlab.js')).gitlabReport,
  junit: async () => (await import('./junit.js')).junitReport,
  compact: async () => (await import('./compact.js')).compactReport,
};
