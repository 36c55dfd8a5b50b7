import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { openPage } from './browser.js';
import { hosts } from './hosts/session.js';
import { Workbench } from './workbench.js';

const rounds = 20;
const phases = 100;
const file = 'hundred-phases.confer';
const source = path.join(root, '.tmp/e2e/hundred-phases');

/** A flow of questions and answers without a fault, one after the other. */
function hundredPhases(): string {
  const pairs = Array.from({ length: phases / 2 }, (_, index) => {
    const last = index === phases / 2 - 1;
    return [
      `  phase Ask${index} is Asked {`,
      '    Client -> Desk : Question',
      `    next Answer${index}`,
      '  }',
      `  phase Answer${index} is Answered {`,
      '    Desk -> Client : Answer',
      last ? '' : `    next Ask${index + 1}`,
      '  }',
    ].join('\n');
  });
  return `protocol Talk
request Question on Talk
event Answer on Talk
model Dialogue {
  party client
  system desk
  states idle, pending waiting
  channel client <-> desk on Talk
  phase Asked { client -> desk : Question  moves client from idle to waiting }
  phase Answered { desk -> client : Answer  moves client from waiting to idle }
}
flow Hundred follows Dialogue {
  party Client as client
  system Desk as desk
${pairs.join('\n')}
}
`;
}

/** Milliseconds from a key press to the first picture in which the page has, or has no, underlined error. */
async function timeKey(page: Page, key: string, underlined: boolean): Promise<number> {
  // The watch stands before the key is pressed, or the key could win the race.
  const watch = await page.evaluateHandle((wanted) => {
    const measured = new Promise<number>((resolve) => {
      const measure = (event: Event) => {
        const start = event.timeStamp;
        const look = () => {
          const found = document.querySelector('.monaco-editor .squiggly-error') !== null;
          if (found === wanted) resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        look();
      };
      document.addEventListener('keydown', measure, { capture: true, once: true });
    });
    return { measured };
  }, underlined);
  await page.keyboard.press(key);
  return watch.evaluate((holder) => holder.measured);
}

function percentile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}

test.each(hosts)('a key press is answered within a blink in a flow of 100 phases, in the $name host', async (entry) => {
  mkdirSync(source, { recursive: true });
  const text = hundredPhases();
  writeFileSync(path.join(source, file), text);
  const host = await entry.start(`latency-${entry.name}`, source);
  const { page, close } = await openPage();
  try {
    const workbench = new Workbench(page);
    await workbench.open(host.url);
    await workbench.openFile(file);
    await workbench.goToLine(text.split('\n').findIndex((line) => line.includes('Client -> Desk : Question')) + 1);
    await page.keyboard.press('End');
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push(await timeKey(page, 'Backspace', true));
      await timeKey(page, 'n', false);
    }
    times.sort((a, b) => a - b);
    const report = { host: entry.name, rounds, median: percentile(times, 0.5), p95: percentile(times, 0.95) };
    console.log(`Key press to squiggle, ${entry.name} host: median ${report.median} ms, 95 % within ${report.p95} ms`);
    mkdirSync(path.join(root, 'artifacts'), { recursive: true });
    writeFileSync(path.join(root, `artifacts/latency-${entry.name}.json`), JSON.stringify(report));
    // Far above what is measured: it is to notice a check that has become slow, not a busy machine.
    expect(report.median).toBeLessThan(1000);
  } finally {
    await close();
    await host.close();
  }
});
