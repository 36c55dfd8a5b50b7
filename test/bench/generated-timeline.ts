import { EmptyFileSystem, TextDocument, URI } from 'langium';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import { createConferServices } from '../../language/confer-module.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { generatedFlow } from './generated-flow.js';

/** Events of a round of the generated flow in which Bob declines. */
const EVENTS_PER_ROUND = 7;

/** A change to a text, as typing makes it. */
export type Edit = (text: string) => string;

/** The language with one long flow, of which it makes timelines. */
export class TimelineMaker {
  private readonly services = createConferServices(EmptyFileSystem);
  private readonly path: readonly string[];
  private readonly text: string;
  private runs = 0;

  /** @param events how many the path is to have; rounded up to whole rounds */
  constructor(events: number) {
    const rounds = Math.ceil(events / EVENTS_PER_ROUND);
    this.text = generatedFlow(rounds * 6);
    this.path = Array.from({ length: rounds }, (_, round) => [`Invite${round}`, `Declines${round}`]).flat();
  }

  /** The timeline after an edit of the flow's text. */
  async timeline(edit: Edit = (text) => text): Promise<Timeline> {
    const { shared, Confer } = this.services;
    if (this.runs === 0) await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const uri = URI.parse(`file:///bench/${this.runs++}.confer`);
    const source = TextDocument.create(uri.toString(), 'confer', 0, edit(this.text));
    const document = shared.workspace.LangiumDocumentFactory.fromTextDocument(source, uri);
    shared.workspace.LangiumDocuments.addDocument(document);
    await shared.workspace.DocumentBuilder.build([document], {});
    const analysis = await Confer.analysis.AnalysisProvider.analyze(document);
    const [flow] = analysis.flows;
    if (flow === undefined) throw new Error('The generated flow was not analyzed.');
    shared.workspace.LangiumDocuments.deleteDocument(uri);
    shared.workspace.IndexManager.remove(uri);
    return buildTimeline(analysis, flow, { kind: 'path', phases: this.path });
  }
}
