import { describe, expect, it } from 'vitest';
import { RestartPolicy } from '../../client/restart-policy.js';

describe('restarting the server', () => {
  it('restarting the server stops after too many ends in a short time', () => {
    const policy = new RestartPolicy(3, 1, () => 0);
    expect([policy.mayRestart(), policy.mayRestart(), policy.mayRestart()]).toEqual([true, true, false]);
  });

  it('restarts without limit if the ends are far apart', () => {
    let now = 0;
    const policy = new RestartPolicy(3, 1, () => now);
    for (let end = 0; end < 20; end++) {
      expect(policy.mayRestart()).toBe(true);
      now += 31_000;
    }
  });
});
