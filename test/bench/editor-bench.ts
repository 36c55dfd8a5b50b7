// What a person waits for after a key in the real VS Code, the timeline open, in each host: `npm run bench -- editor`.
// A short flow and a long one are in windows of their own and are typed in by turns.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { root } from '../../scripts/project.mjs';
import { setup as setUpHosts } from '../e2e/global-setup.js';
import { type HostEntry, hosts, openSession, type Session } from '../e2e/hosts/session.js';
import { setup as packExtension } from '../product/packed-extension.js';
import { generatedFlow } from './generated-flow.js';
import { timeKey } from './key-watch.js';

const sizes = [10, 300] as const;
const WARM_UP = 4;
const ROUNDS = 15;
/** Most of the time from a key to its picture in the long flow, against that in the short one. */
const PAINT_BUDGET = 1.3;
/** What follows a key has come to rest after this long. */
const REST_MS = 800;

const source = path.join(root, '.tmp/bench/editor');
/** The step that is edited. No other ends so. */
const END_OF_STEP = 'after 21ms';
const MESSAGE = 'EventAck';

const measures = ['paint', 'squiggle', 'ghost arrow'] as const;
type Measure = (typeof measures)[number];

/** A window of VS Code with one flow and its timeline. */
class Subject {
  readonly samples: Readonly<Record<Measure, number[]>> = { paint: [], squiggle: [], 'ghost arrow': [] };

  private constructor(
    readonly phases: number,
    readonly session: Session,
    private readonly timeline: Frame,
  ) {}

  static async open(host: HostEntry, phases: number): Promise<Subject> {
    const session = await openSession(host, `bench-${phases}`, source);
    const { workbench } = session;
    const file = fileOf(phases);
    await workbench.openFile(file);
    await workbench.quickInput.runCommand('Confer: Show Timeline to the Side');
    const timeline = await workbench.webview('[data-event]');
    const before = textOf(phases).split(` ${END_OF_STEP}`, 1)[0]?.split('\n') ?? [];
    await workbench.editor.goToLine(before.length, (before.at(-1)?.length ?? 0) + 1);
    const subject = new Subject(phases, session, timeline);
    for (let round = 0; round < WARM_UP; round++) await subject.sample();
    for (const samples of Object.values(subject.samples)) samples.length = 0;
    return subject;
  }

  /** Misspells a message and corrects it, then takes the step away and puts it back. */
  async sample(): Promise<void> {
    const { page } = this.session;
    const text = { selector: '.monaco-editor .view-lines' };
    const squiggle = { selector: '.monaco-editor .squiggly-error' };
    const ghost = { selector: '[data-event][data-status="missing"]' };
    const wrong = `${MESSAGE}s`;
    this.keep(await timeKey(page, 's', { paint: [page, { ...text, text: wrong }], squiggle: [page, squiggle] }));
    await setTimeout(REST_MS);
    // Completions have opened.
    await page.keyboard.press('Escape');
    this.keep(await timeKey(page, 'Backspace', { paint: [page, { ...text, text: wrong, gone: true }] }));
    await setTimeout(REST_MS);
    this.keep(await timeKey(page, 'Control+Shift+K', { 'ghost arrow': [this.timeline, ghost] }));
    await setTimeout(REST_MS);
    await timeKey(page, 'Control+Z', { there: [this.timeline, { ...ghost, gone: true }] });
    await setTimeout(REST_MS);
  }

  private keep(times: Partial<Record<Measure, number>>): void {
    for (const measure of measures) {
      const time = times[measure];
      if (time !== undefined) this.samples[measure].push(time);
    }
  }
}

function fileOf(phases: number): string {
  return `flow-of-${phases}.confer`;
}

function textOf(phases: number): string {
  const text = generatedFlow(phases);
  const step = `IxnServer -> Bob : ${MESSAGE} after 20ms`;
  const middle = text.indexOf(step, text.length / 2);
  return `${text.slice(0, middle)}${step.replace('after 20ms', END_OF_STEP)}${text.slice(middle + step.length)}`;
}

async function measure(host: HostEntry): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  try {
    for (const phases of sizes) subjects.push(await Subject.open(host, phases));
    for (let round = 0; round < ROUNDS; round++) for (const subject of subjects) await subject.sample();
    for (const { phases, session } of subjects) await session.workbench.keepPicture(`bench-${host.name}-${phases}`);
  } finally {
    for (const { session } of subjects) await session.close();
  }
  return subjects;
}

function report(host: HostEntry, subjects: readonly Subject[]): void {
  for (const measure of measures) {
    const [short, long] = subjects.map(({ samples }) => median(samples[measure]));
    const ratio = (long ?? Number.NaN) / (short ?? Number.NaN);
    const isKept = ratio <= PAINT_BUDGET;
    const verdict = measure === 'paint' ? `of ${PAINT_BUDGET}: ${isKept ? 'kept' : 'MISSED'}` : '';
    if (measure === 'paint' && !isKept) process.exitCode = 1;
    const cells = [short, long].map((time) => time?.toFixed(0).padStart(8)).join('');
    console.log(`${host.name.padEnd(6)}${measure.padEnd(12)}${cells}${ratio.toFixed(2).padStart(8)}  ${verdict}`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function main(): Promise<void> {
  await packExtension();
  await setUpHosts();
  rmSync(source, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  for (const phases of sizes) writeFileSync(path.join(source, fileOf(phases)), textOf(phases));
  console.log('From a key to what is seen in VS Code, medians in ms: at 10 phases, at 300, and their ratio\n');
  for (const host of hosts) report(host, await measure(host));
}

void main();
