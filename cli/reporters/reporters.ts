import { compactReport } from './compact.js';
import { githubReport } from './github.js';
import { gitlabReport } from './gitlab.js';
import { humanReport } from './human.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import type { Reporter } from './report.js';
import { sarifReport } from './sarif.js';

/** Every format of `confer check`. */
export const reporters: Readonly<Record<string, Reporter>> = {
  human: humanReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  gitlab: gitlabReport,
  junit: junitReport,
  compact: compactReport,
};
