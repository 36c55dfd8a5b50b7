import type { Rule, RuleGroup } from './rule.js';
import { rulesOfFiles } from './rules-of-files.js';
import { rulesOfFlows } from './rules-of-flows.js';

/**
 * Every rule, by the group it is listed under. A rule has a page `docs/rules/<code>.md`, whose first sentence is
 * `finds`, and fixtures in `test/fixtures/<code>/`: `npm run new-rule` lays them down. `npm run generate` writes the
 * tables of the documents and of `confer.json`'s schema from this one, in this order.
 */
export const ruleTable = { ...rulesOfFlows, ...rulesOfFiles } as const satisfies Record<
  RuleGroup,
  Record<string, Rule>
>;
