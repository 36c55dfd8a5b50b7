import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { hosts, openSession } from './hosts/session.js';
import { patience } from './patience.js';
import { expectText, indented, typeLines } from './typing.js';
import { waitFor } from './wait-for.js';

/** A model of two parties, a system and two phases, and a flow that follows it, as a newcomer types them. */
const parcel = `protocol Desk
request Announce on Desk
event Offered on Desk
event Returned on Desk
model Parcel "A parcel is delivered" {
party courier initially driving
party recipient
system depot
states away, pending asked, driving
channel depot <-> courier, recipient on Desk
phase Offer "The parcel is offered" {
trigger courier -> depot : Announce
moves recipient from away to asked
depot -> recipient : Offered
}
phase NoAnswer {
trigger timeout at depot after 5m
moves recipient from asked to away
depot -> courier, all away : Returned
}
}
flow Monday "A delivery on Monday" follows Parcel {
party Cem as courier
party Rosa as recipient
system Depot as depot
phase Offers is Offer {
Cem -> Depot : Announce
Depot -> Rosa : Offered after 2s
next Silent
}
phase Silent is NoAnswer {
Depot -> Cem, all away : Returned
}
}`;

/** Longer than a very slow machine needs for eight hundred keys. */
const TYPING_MS = 1_200_000;

function folder(): string {
  const dir = path.join(root, '.tmp/e2e/own-model');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'parcel.confer'), '');
  return dir;
}

// To type at a person's speed is to wait: both hosts are typed into at once.
test.concurrent.for(hosts)(
  'a model and a flow that follows it are typed in the $name host from an empty file to no finding at the end',
  { timeout: TYPING_MS },
  async (entry, { expect, onTestFinished }) => {
    const session = await openSession(entry, 'own-model', folder());
    const { workbench, page } = session;
    onTestFinished(() => session.close());
    await workbench.openFile('parcel.confer');
    await workbench.editor.goToLine(1);
    await typeLines(page, parcel);
    await workbench.keepPicture(`${entry.name}-own-model`);
    await waitFor(async () => expectText(await workbench.editor.text(), indented(parcel)), patience);
    const status = page.locator('[id$="confer.verdict"]').first();
    await waitFor(async () => expect(await status.innerText()).toContain('Monday: no problems'), patience);
    await workbench.problems.show();
    await waitFor(async () => expect(await workbench.problems.messages()).toEqual([]), patience);
    expect(await workbench.editor.squiggles()).toBe(0);
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    const timeline = await workbench.webview('[data-event]');
    const shown = (selector: string) => timeline.locator(selector).innerText();
    await waitFor(async () => expect(await shown('.flow-verdict')).toContain('Conforms'), patience);
    await waitFor(async () => expect(await shown('.rows-covered')).toContain('2/2'), patience);
    expect(session.elsewhere()).toEqual([]);
  },
);
