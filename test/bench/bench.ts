import { EmptyFileSystem, type LangiumDocument, TextDocument, URI } from 'langium';
import type { DocumentAnalysis } from '../../language/analysis/analysis.js';
import { createConferServices } from '../../language/confer-module.js';
import { generatedFlow } from './generated-flow.js';

/** Runs that only warm up. */
const warmUp = 5;
const sizes = [10, 100, 1_000, 5_000];

interface Sample {
  readonly parse: number;
  /** From the text to diagnostics, as after a key press: parse, index, link, check. */
  readonly whole: number;
  /** The check of a linked document. */
  readonly check: number;
}

interface Row extends Sample {
  readonly phases: number;
  readonly kilobytes: number;
  readonly heap: number;
  readonly findings: number;
}

declare const gc: (() => void) | undefined;

async function measure(phases: number): Promise<Row> {
  const { shared, Confer } = createConferServices(EmptyFileSystem);
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const text = generatedFlow(phases);
  const runs = phases >= 5_000 ? 7 : phases >= 1_000 ? 11 : 31;
  const samples: Sample[] = [];
  let last: DocumentAnalysis | undefined;
  // No collection is forced in between: it would throw away the engine's knowledge of our objects' shapes, which an
  // editor keeps, for there always is an open document.
  for (let run = 0; run < runs + warmUp; run++) {
    const start = performance.now();
    Confer.parser.LangiumParser.parse(text);
    const parse = performance.now() - start;

    const uri = URI.parse(`file:///bench/${run}.confer`);
    const begin = performance.now();
    const document = await build(uri, false);
    const linked = performance.now();
    last = await Confer.analysis.AnalysisProvider.analyze(document);
    const end = performance.now();
    if (run > 0) shared.workspace.LangiumDocuments.deleteDocument(URI.parse(`file:///bench/${run - 1}.confer`));
    const [whole, check] = [end - begin, end - linked];
    // The first runs are the compiler's, not ours.
    if (run >= warmUp) samples.push({ parse, whole, check });
  }
  const heap = await heapOf(async () => build(URI.parse('file:///bench/heap.confer'), true));
  return {
    phases,
    kilobytes: text.length / 1024,
    heap,
    findings: last?.findings.length ?? 0,
    parse: median(samples.map((sample) => sample.parse)),
    whole: median(samples.map((sample) => sample.whole)),
    check: median(samples.map((sample) => sample.check)),
  };

  async function build(uri: URI, validation: boolean): Promise<LangiumDocument> {
    const textDocument = TextDocument.create(uri.toString(), 'confer', 0, text);
    const document = shared.workspace.LangiumDocumentFactory.fromTextDocument(textDocument, uri);
    shared.workspace.LangiumDocuments.addDocument(document);
    await shared.workspace.DocumentBuilder.build([document], { validation });
    return document;
  }
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
    'parse ms',
    'to diagnostics ms',
    'checks ms',
    'heap MB',
    '÷ parse',
    'checks ÷ parse',
    'findings',
  ];
  const body = rows.map((row) => [
    String(row.phases),
    row.kilobytes.toFixed(0),
    row.parse.toFixed(1),
    row.whole.toFixed(1),
    row.check.toFixed(1),
    (row.heap / 1024 / 1024).toFixed(1),
    (row.whole / row.parse).toFixed(2),
    (row.check / row.parse).toFixed(2),
    String(row.findings),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((row) => row[column]?.length ?? 0)));
  return [head, ...body]
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
    .join('\n');
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  for (const phases of sizes) rows.push(await measure(phases));
  console.log(table(rows));
  const of = (phases: number) => rows.find((row) => row.phases === phases);
  const thousand = of(1_000);
  const most = of(5_000);
  if (thousand === undefined || most === undefined) throw new Error('a size was not measured');
  const budgets: [string, number, number][] = [
    ['parse to diagnostics ÷ parse, 1,000 phases', thousand.whole / thousand.parse, 2.5],
    ['checks ÷ parse, 1,000 phases', thousand.check / thousand.parse, 0.25],
    ['5,000 phases ÷ 1,000 phases, parse to diagnostics', most.whole / thousand.whole, 6],
  ];
  console.log('');
  for (const [what, ratio, budget] of budgets) {
    const verdict = ratio <= budget ? 'kept' : 'MISSED';
    console.log(`${what.padEnd(52)} ${ratio.toFixed(2).padStart(6)} of ${budget.toFixed(2).padStart(5)}  ${verdict}`);
    if (ratio > budget) process.exitCode = 1;
  }
}

void main();
