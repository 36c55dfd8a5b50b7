import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession } from './hosts/session.js';
import { indented, typeLines } from './typing.js';
import { waitFor } from './wait-for.js';
import { patience } from './workbench.js';

/** What is typed, without indentation: `}` alone on a line is the one that the editor has closed already. */
const typed = `protocol Line
request Call on Line
event Ring on Line
request PickUp on Line
event Joined on Line
model Phone "A phone call" {
party caller "Caller"
party callee "Callee" initially idle
system exchange
states idle, pending ringing, talking
channel exchange <-> caller, callee on Line
phase Rings "It rings" {
trigger caller -> exchange : Call
moves callee from idle to ringing
exchange -> callee : Ring
}
phase Answers {
trigger callee -> exchange : PickUp
moves callee from ringing to talking
exchange -> caller : Joined
}
}
flow Talk follows Phone {
party Ann as caller
party Bo as callee
system Pbx as exchange
phase Dials is Rings {
Ann -> Pbx : Call
Pbx -> Bo : Ring
next Talks
}
phase Talks is Answers {
Bo -> Pbx : PickUp
Pbx -> Ann : Joined
}
}`;

/** A folder with one empty file. */
function folder(): string {
  const dir = path.join(root, '.tmp/e2e/typing');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'new.confer'), '');
  return dir;
}

// To type at a person's speed is to wait: both hosts are typed into at once.
test.concurrent.for(hosts)(
  'what is typed line by line is in the file as typed in the $name host, whatever is proposed meanwhile',
  async (entry, { expect, onTestFinished }) => {
    const session = await openSession(entry, 'typing', folder());
    const { workbench } = session;
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await workbench.screenshotOfFailure(entry.name, task.name);
      await session.close();
    });
    await workbench.openFile('new.confer');
    await workbench.goToLine(1);
    await typeLines(session.page, typed);
    await workbench.screenshot(`${entry.name}-typed`);
    await waitFor(async () => expect(await workbench.text()).toBe(indented(typed)), patience);
    await workbench.showProblems();
    await workbench.narrowProblems('new.confer');
    await waitFor(async () => expect(await workbench.problems()).toEqual([]), patience);
  },
);
