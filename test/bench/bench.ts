import { createLangiumParser, EmptyFileSystem, type LangiumDocument, TextDocument, URI } from 'langium';
import { Completer } from '../../assist/completion/completion.js';
import { Hovers } from '../../assist/hover/hovers.js';
import { createConferServices } from '../../language/confer-module.js';
import { ast } from '../../language/index.js';
import { generatedFlow } from './generated-flow.js';

/** Runs that only warm up. */
const WARM_UP = 5;
const sizes = [10, 100, 1_000, 5_000];
const ROUNDS = 15;

interface Sample {
  /** Langium's own parser on the same words: the yardstick. */
  readonly langium: number;
  readonly parse: number;
  /** From the text to diagnostics, as after a key press: parse, index, link, check. */
  readonly whole: number;
  /** The check of a linked document. */
  readonly check: number;
  /** The slowest of the places that are completed: a step, a target, a phase that is being added. */
  readonly completion: number;
  /** The slower of a phase's hover and a message's. */
  readonly hover: number;
}

interface Row extends Sample {
  readonly phases: number;
  readonly kilobytes: number;
  readonly heap: number;
  readonly findings: number;
}

declare const gc: (() => void) | undefined;

/** The language with one generated flow. */
class Subject {
  private readonly samples: Sample[] = [];
  private readonly services = createConferServices(EmptyFileSystem);
  private readonly completer = new Completer(this.services.Confer);
  private readonly hovers = new Hovers(this.services.Confer);
  private readonly plainParser = createLangiumParser(this.services.Confer);
  private readonly text: string;
  private findings = 0;
  private runs = 0;

  constructor(private readonly phases: number) {
    this.text = generatedFlow(phases);
  }

  async prepare(): Promise<void> {
    await this.services.shared.workspace.WorkspaceManager.initializeWorkspace([]);
    for (let run = 0; run < WARM_UP; run++) await this.sample();
    this.samples.length = 0;
  }

  /**
   * Measures once. No collection is forced in between: it would throw away the engine's knowledge of our objects'
   * shapes, which an editor keeps, for there always is an open document.
   */
  async sample(): Promise<void> {
    const { Confer } = this.services;
    const start = performance.now();
    Confer.parser.LangiumParser.parse(this.text);
    const parse = performance.now() - start;
    const yardstick = performance.now();
    this.plainParser.parse(this.text);
    const langium = performance.now() - yardstick;

    const begin = performance.now();
    const document = await this.build(this.address(this.runs));
    const linked = performance.now();
    const { findings } = await Confer.analysis.AnalysisProvider.analyze(document);
    const end = performance.now();
    this.findings = findings.length;
    const hover = await this.hover(document);
    const completion = await this.completion(document);
    this.samples.push({ langium, parse, whole: end - begin, check: end - linked, completion, hover });
    this.forget(this.address(this.runs - 1));
    this.runs++;
  }

  private async hover(document: LangiumDocument): Promise<number> {
    const root = document.parseResult.value;
    const flow = ast.isConferFile(root) ? root.declarations.find(ast.isFlow) : undefined;
    const phases = flow?.members.filter(ast.isFlowPhase) ?? [];
    const phase = phases[Math.floor(phases.length / 2)];
    const message = phases[0]?.steps[0]?.message?.ref ?? phases[1]?.steps[0]?.message?.ref;
    if (phase === undefined || message === undefined) throw new Error('nothing to show');
    return Math.max(
      await timed(() => this.hovers.declaration(phase)),
      await timed(() => this.hovers.declaration(message)),
    );
  }

  /** Completes a step and a target of a phase in the middle, then a phase that an author begins to write at the end. */
  private async completion(document: LangiumDocument): Promise<number> {
    const middle = this.text.indexOf('phase Invite', this.text.length / 2);
    const step = this.text.indexOf('next ', middle);
    const end = this.text.lastIndexOf('}');
    const inside = [step, step + 'next '.length];
    const times = [];
    for (const offset of inside) times.push(await timed(() => this.completer.complete(document, offset)));
    // As in an editor: the text was read and checked before the author went on.
    await this.services.shared.workspace.DocumentBuilder.build([document], { validation: true });
    for (const begun of ['  ', '  phase New is ']) {
      const uri = document.uri;
      this.forget(uri);
      const edited = await this.build(uri, `${this.text.slice(0, end)}${begun}\n${this.text.slice(end)}`);
      times.push(await timed(() => this.completer.complete(edited, end + begun.length)));
    }
    return Math.max(...times);
  }

  async row(): Promise<Row> {
    this.forget(this.address(this.runs - 1));
    // The parser holds on to the last text it read.
    this.services.Confer.parser.LangiumParser.parse('');
    const heap = await heapOf(async () => {
      const document = await this.build(this.address(this.runs));
      await this.services.Confer.analysis.AnalysisProvider.analyze(document);
      return document;
    });
    return {
      phases: this.phases,
      kilobytes: this.text.length / 1024,
      heap,
      findings: this.findings,
      langium: median(this.samples.map((sample) => sample.langium)),
      parse: median(this.samples.map((sample) => sample.parse)),
      whole: median(this.samples.map((sample) => sample.whole)),
      check: median(this.samples.map((sample) => sample.check)),
      completion: median(this.samples.map((sample) => sample.completion)),
      hover: median(this.samples.map((sample) => sample.hover)),
    };
  }

  private address(run: number): URI {
    return URI.parse(`file:///bench/${run}.confer`);
  }

  private async build(uri: URI, text = this.text): Promise<LangiumDocument> {
    const { workspace } = this.services.shared;
    const textDocument = TextDocument.create(uri.toString(), 'confer', 0, text);
    const document = workspace.LangiumDocumentFactory.fromTextDocument(textDocument, uri);
    workspace.LangiumDocuments.addDocument(document);
    await workspace.DocumentBuilder.build([document], {});
    return document;
  }

  private forget(uri: URI): void {
    const { LangiumDocuments, IndexManager } = this.services.shared.workspace;
    LangiumDocuments.deleteDocument(uri);
    IndexManager.remove(uri);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Bytes that what is made keeps alive. */
async function heapOf(make: () => Promise<unknown>): Promise<number> {
  gc?.();
  const before = process.memoryUsage().heapUsed;
  const kept = await make();
  gc?.();
  const after = process.memoryUsage().heapUsed;
  return kept === undefined ? 0 : after - before;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function table(rows: readonly Row[]): string {
  const head = [
    'phases',
    'KB',
    'Langium’s parse ms',
    'parse ms',
    'to diagnostics ms',
    'checks ms',
    'heap MB',
    '÷ Langium',
    'checks ÷ Langium',
    'completion ÷ Langium',
    'hover ÷ Langium',
    'findings',
  ];
  const body = rows.map((row) => [
    String(row.phases),
    row.kilobytes.toFixed(0),
    row.langium.toFixed(1),
    row.parse.toFixed(1),
    row.whole.toFixed(1),
    row.check.toFixed(1),
    (row.heap / 1024 / 1024).toFixed(1),
    (row.whole / row.langium).toFixed(2),
    (row.check / row.langium).toFixed(2),
    (row.completion / row.langium).toFixed(2),
    (row.hover / row.langium).toFixed(2),
    String(row.findings),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((row) => row[column]?.length ?? 0)));
  return [head, ...body]
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
    .join('\n');
}

async function main(): Promise<void> {
  const subjects = sizes.map((phases) => new Subject(phases));
  for (const subject of subjects) await subject.prepare();
  // Size by size in turn: what else the machine does slows all of them alike, and the ratios stay.
  for (let round = 0; round < ROUNDS; round++) for (const subject of subjects) await subject.sample();
  const rows: Row[] = [];
  for (const subject of subjects) rows.push(await subject.row());
  console.log(table(rows));
  const of = (phases: number) => rows.find((row) => row.phases === phases);
  const thousand = of(1_000);
  const most = of(5_000);
  if (thousand === undefined || most === undefined) throw new Error('a size was not measured');
  const budgets: [string, number, number][] = [
    ['parse ÷ Langium’s parse, 1,000 phases', thousand.parse / thousand.langium, 0.6],
    ['parse to diagnostics ÷ Langium’s parse, 1,000 phases', thousand.whole / thousand.langium, 1.5],
    ['checks ÷ Langium’s parse, 1,000 phases', thousand.check / thousand.langium, 0.2],
    ['completion ÷ Langium’s parse, 1,000 phases', thousand.completion / thousand.langium, 1],
    ['hover ÷ Langium’s parse, 1,000 phases', thousand.hover / thousand.langium, 1],
    ['5,000 phases ÷ 1,000 phases, parse to diagnostics', most.whole / thousand.whole, 6],
  ];
  console.log('');
  for (const [what, ratio, budget] of budgets) {
    const verdict = ratio <= budget ? 'kept' : 'MISSED';
    console.log(`${what.padEnd(56)} ${ratio.toFixed(2).padStart(6)} of ${budget.toFixed(2).padStart(5)}  ${verdict}`);
    if (ratio > budget) process.exitCode = 1;
  }
}

void main();
