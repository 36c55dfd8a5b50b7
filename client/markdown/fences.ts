import { h, render } from 'preact';
import { FenceFigure } from './fence-figure.js';
import { figureStyle } from './figure-style.js';
import { type FlowText, FlowTextReader } from './flow-text.js';
import { pageFilesIn } from './page-files.js';
import { hasEditorColors, themeUnder } from './page-theme.js';
import type { TextPart } from './text-parts.js';

/** A name that no page has: what updates the page never takes such an element for one of its own. */
const HOST = 'confer-timeline';
/** Class of a block whose timeline is drawn. */
const DRAWN = 'confer-drawn';

/** Fences as Markdown renderers write them, and as a class of their own. */
const FENCES = ['pre > code.language-confer', 'pre.confer > code', '.language-confer pre > code'].join(', ');

/** The state of the n-th fence of the page, kept when its text changes. */
interface FenceHost {
  readonly host: HTMLElement;
  /** The last text with a picture, for as long as the text cannot be read. */
  lastGood: FlowText | undefined;
}

/** Draws the fences of a page, of VS Code's Markdown preview or any other, and again whenever it changes. */
export class Fences {
  private reader: FlowTextReader;
  /** The page's files as the reader knows them. */
  private files = pageFilesIn(document);
  private readonly fenceHosts: FenceHost[] = [];
  private readonly sheet = new CSSStyleSheet();
  /** By text: an edit elsewhere leaves most fences as they were. */
  private flowTexts = new Map<string, FlowText>();
  /** Number of the latest run: an earlier one stops. */
  private run = 0;

  constructor() {
    this.reader = new FlowTextReader(this.files);
    this.sheet.replaceSync(figureStyle);
  }

  /** Reads the page again. Timelines that are cached are drawn before this returns, so that nothing flickers. */
  async draw(): Promise<void> {
    this.run += 1;
    const run = this.run;
    this.takeFiles();
    const fences = [...document.querySelectorAll<HTMLElement>(FENCES)];
    const texts = fences.map((code) => code.textContent ?? '');
    this.fenceHosts.length = Math.min(this.fenceHosts.length, fences.length);
    for (const [index, code] of fences.entries()) this.show(index, code, texts[index] ?? '');
    const kept = new Map<string, FlowText>();
    for (const [index, code] of fences.entries()) {
      const text = texts[index] ?? '';
      const flow = this.flowTexts.get(text) ?? (await this.reader.read(text));
      kept.set(text, flow);
      this.flowTexts.set(text, flow);
      // A newer run has seen a newer page; what this one has read, it may still use.
      if (run !== this.run) return;
      this.show(index, code, text);
    }
    this.flowTexts = kept;
  }

  /** Reads everything again when the extension has put other files into the page. */
  private takeFiles(): void {
    const files = pageFilesIn(document);
    if (JSON.stringify(files) === JSON.stringify(this.files)) return;
    this.files = files;
    this.reader = new FlowTextReader(files);
    this.flowTexts = new Map();
  }

  /** Draws the timeline of a fence as far as it is read; a fence without one keeps its text, with colors. */
  private show(index: number, code: HTMLElement, text: string): void {
    const block = code.parentElement;
    if (block === null) return;
    const fenceHost = (this.fenceHosts[index] ??= this.newHost());
    const flow = this.flowTexts.get(text);
    if (flow?.readable === true) fenceHost.lastGood = flow;
    const good = flow === undefined || !flow.readable ? (fenceHost.lastGood ?? flow) : flow;
    if (good === undefined || good.timelines.length === 0) {
      // A piece of a model, or of a flow: its words are all there is to show.
      block.classList.remove(DRAWN);
      fenceHost.host.remove();
      if (flow !== undefined && code.childElementCount === 0) colorIn(code, flow.parts);
      return;
    }
    block.classList.add(DRAWN);
    if (fenceHost.host.parentElement !== block) block.append(fenceHost.host);
    const theme = hasEditorColors() ? '' : themeUnder(block.parentElement ?? block);
    if (fenceHost.host.className !== theme) fenceHost.host.className = theme;
    const figure = h(FenceFigure, {
      timelines: good.timelines,
      findings: flow?.findings ?? good.findings,
      stale: flow !== undefined && good !== flow,
      text: flow?.parts ?? [{ text, kind: null }],
      textOpen: pageIsOurs(),
      room: block.clientWidth,
      firstLine: pageIsOurs() ? null : Number(code.dataset.line ?? -1) + 2,
    });
    if (fenceHost.host.shadowRoot !== null) render(figure, fenceHost.host.shadowRoot);
  }

  private newHost(): FenceHost {
    const host = document.createElement(HOST);
    host.attachShadow({ mode: 'open' }).adoptedStyleSheets = [this.sheet];
    return { host, lastGood: undefined };
  }
}

/** Colors the words of a fence that remains text. Its text stays the same, so that the next run reads it again. */
function colorIn(code: HTMLElement, parts: readonly TextPart[]): void {
  code.replaceChildren(
    ...parts.map(({ text, kind }) => {
      if (kind === null) return text;
      const span = document.createElement('span');
      span.className = `confer-${kind}`;
      span.textContent = text;
      return span;
    }),
  );
}

/** Whether the page is one of the extension's own, which are about the words of a flow. */
function pageIsOurs(): boolean {
  const settings = document.getElementById('vscode-markdown-preview-data')?.getAttribute('data-settings');
  return settings?.includes('"confer-library:') === true;
}
