import { UriUtils } from 'langium';
import { buildTimeline, type Finding } from '../../check/index.js';
import { createConferServices } from '../../language/index.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { NO_FILES, PAGE_ROOT, PageFileSystem, type PageFiles } from './page-files.js';
import { type TextPart, textParts } from './text-parts.js';

/** The content of a text: the timelines of its flows, in order, and all its findings. */
export interface FlowText {
  readonly timelines: readonly Timeline[];
  readonly findings: readonly Finding[];
  /** The text itself, divided by color. */
  readonly parts: readonly TextPart[];
  /** Whether the whole text can be read; otherwise only the readable part is here. */
  readonly readable: boolean;
}

/**
 * Reads and checks texts that are no files: each sees the built-in library and the files of the page, as a file next to
 * it would.
 */
export class FlowTextReader {
  private readonly services: ReturnType<typeof createConferServices>;
  /** The pending work: the loading of the library and of the page's files, then one text after the other. */
  private turn: Promise<unknown>;
  private count = 0;

  /** @param page the files that the texts see, and the page's location among them */
  constructor(private readonly page: PageFiles = NO_FILES) {
    this.services = createConferServices({ fileSystemProvider: () => new PageFileSystem(page) });
    const folder = { uri: PAGE_ROOT.toString(), name: '' };
    this.turn = this.services.shared.workspace.WorkspaceManager.initializeWorkspace([folder]);
  }

  /** Reads a text as a document of its own, which is removed afterwards; one text at a time. */
  read(text: string): Promise<FlowText> {
    const read = this.turn.then(() => this.check(text));
    this.turn = read.catch(() => {});
    return read;
  }

  private async check(text: string): Promise<FlowText> {
    const { shared, Confer } = this.services;
    this.count += 1;
    const uri = UriUtils.joinPath(PAGE_ROOT, `${this.page.page}.fence-${this.count}.confer`);
    const document = shared.workspace.LangiumDocuments.createDocument(uri, text);
    try {
      await shared.workspace.DocumentBuilder.build([document]);
      const analysis = await Confer.analysis.AnalysisProvider.analyze(document);
      return {
        timelines: analysis.flows.map((flow) => buildTimeline(analysis, flow, { kind: 'default' })),
        findings: analysis.findings,
        parts: textParts(Confer.parser.Lexer, text),
        readable: !analysis.findings.some(({ code }) => code === 'syntax-error'),
      };
    } finally {
      await shared.workspace.DocumentBuilder.update([], [uri]);
    }
  }
}
