import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyChanges, formatDocument } from '../../assist/format/formatter.js';
import { flowTemplate } from '../../client/commands/flow-template.js';
import { commands, recordingShownContext, timelineShownContext } from '../../client/contributions.js';
import { root } from '../../scripts/project.mjs';
import { brief, checkText } from '../support/check.js';
import { readManifest } from '../support/manifest.js';
import { TestWorkspace } from '../support/workspace.js';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly Step[] }[] };
}

const manifest = readManifest<Manifest>();
const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const packed = readFileSync(path.join(root, '.vscodeignore'), 'utf8');

test('the walkthrough has six steps', () => {
  expect(steps.map(({ id }) => id)).toEqual(['open', 'fault', 'fix', 'path', 'own', 'recording']);
});

describe.each(steps)('the step "$id"', ({ description, media, completionEvents }) => {
  test('has a picture for light and one for dark themes, and says what is on it', () => {
    expect(Object.keys(media.image)).toEqual(['dark', 'light', 'hc', 'hcLight']);
    expect(media.image.light).toBe(media.image.dark?.replace('.webp', '-light.webp'));
    for (const file of Object.values(media.image)) expect(existsSync(path.join(root, file))).toBe(true);
    expect(media.altText).toMatch(/\S/);
  });

  test('leads to commands and ends with an event, of which those of the extension exist', () => {
    const links = [...description.matchAll(/\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)];
    expect(links.length).toBeGreaterThan(0);
    const ours = new Set<string>(Object.values(commands));
    const ending = eventsOf(completionEvents);
    const named = [...links.map(([, command = '']) => command), ...ending('onCommand')];
    expect(named.filter((command) => command.startsWith('confer.') && !ours.has(command))).toEqual([]);
    expect(
      ending('onContext').filter((context) => ![timelineShownContext, recordingShownContext].includes(context)),
    ).toEqual([]);
    for (const [, , args] of links) {
      if (args === undefined) continue;
      const [example]: string[] = JSON.parse(decodeURIComponent(args));
      expect(existsSync(path.join(root, 'examples', `${example}.confer`))).toBe(true);
      expect(packed).toContain(`!examples/${example}.confer`);
    }
    expect([...ending('onCommand'), ...ending('onContext')]).toHaveLength(completionEvents.length);
    expect(completionEvents.length).toBeGreaterThan(0);
  });
});

/** What the events of a kind name: commands, contexts. */
function eventsOf(events: readonly string[]): (kind: string) => readonly string[] {
  return (kind) => events.filter((event) => event.startsWith(`${kind}:`)).map((event) => event.slice(kind.length + 1));
}

test('a new flow has no finding of any kind before anything is filled in, shows its requests, and stays as it is when formatted', async () => {
  const first = new Map<string, string>();
  const text = flowTemplate
    .replace(/\$\{(\d+):([^}]*)\}/g, (_, place: string, value: string) => {
      first.set(place, value);
      return value;
    })
    .replace(/\$\{(\d+)\|([^,]*)[^}]*\}/g, '$2')
    .replace(/\$\{(\d+)\}/g, (_, place: string) => first.get(place) ?? '')
    .replace('$0', '');
  // The editor names the tab of an unsaved file after its first line.
  expect(text).toMatch(/^flow MyFlow /);
  const findings = await checkText(text);
  expect(findings.map(brief)).toEqual([]);
  for (const request of ['RequestConference', 'RequestAccept', 'RequestReject']) expect(text).toContain(request);
  const workspace = await TestWorkspace.create({ 'flow.confer': text });
  const formatted = applyChanges(text, formatDocument(workspace.document('flow.confer'), { indent: '  ' }));
  // Names are not filled in yet: only the columns that hang on them may change.
  expect(formatted.replace(/ +/g, ' ')).toBe(text.replace(/ +/g, ' '));
});
