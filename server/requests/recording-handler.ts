import { DocumentState, type LangiumDocument, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { type Capture, packGraph } from '../../check/index.js';
import { DeclarationLookup, isLibraryUri, ModelLookup } from '../../language/index.js';
import { captureCandidates, capturesOf, type Declarations, findSubject, vocabularyOf } from '../../recordings/index.js';
import type { ConferServices, ConferSharedServices } from '../confer-lsp-services.js';
import {
  type CaptureSummary,
  type RecordingSourcesParams,
  RecordingSourcesRequest,
  type RecordingSourcesResult,
  type RecordingSubject,
  RecordingSubjectsRequest,
  type RecordingSubjectsResult,
} from '../protocol/recording-messages.js';
import { readDocument } from '../workspace/read-document.js';
import { readWorkspace } from '../workspace/read-workspace.js';

/** Answers `confer/recordingSubjects` and `confer/recordingSources`. */
export function registerRecordingRequests(
  connection: Connection,
  shared: ConferSharedServices,
  services: ConferServices,
): void {
  const sources = new RecordingSourcesFinder(shared, services);
  connection.onRequest(RecordingSubjectsRequest.method, async (): Promise<RecordingSubjectsResult | null> => {
    return (await readWorkspace(shared, () => sources.subjects())) ?? null;
  });
  connection.onRequest(RecordingSourcesRequest.method, (params: RecordingSourcesParams) =>
    readDocument(shared, params.textDocument.uri, async (document) => sources.pack(document, params)),
  );
}

/** Finds what recordings are followed through and read by, in the workspace and in the library. */
export class RecordingSourcesFinder {
  private readonly lookup: DeclarationLookup;

  constructor(
    private readonly shared: ConferSharedServices,
    private readonly services: ConferServices,
  ) {
    this.lookup = new DeclarationLookup(services);
  }

  /** The flows and models of the workspace, then the models of the library; and what names of recordings are known. */
  subjects(): RecordingSubjectsResult {
    const documents = this.documents();
    const subjects = documents.flatMap((document) => this.subjectsOf(document));
    const captures = documents.flatMap((document) => this.services.analysis.Compiler.file(document).captures);
    return {
      subjects: subjects.sort((a, b) => Number(a.library) - Number(b.library)),
      globs: [...new Set(captures.flatMap(({ files }) => files))],
    };
  }

  /** The sources of a run, for a document that declares what is followed. */
  pack(document: LangiumDocument, { subject: name, recordings }: RecordingSourcesParams): RecordingSourcesResult {
    const own = this.lookup.visibleIn(document);
    if (name === null) return this.packCaptures(document, own, recordings);
    const subject = findSubject(name, [own]);
    const candidates = recordings.map((recording) => this.candidates(recording, own));
    if (subject === undefined) return { sources: null, candidates: candidates.map((found) => found.map(summaryOf)) };
    const captures = [...new Set(candidates.flat())];
    const others = this.documents()
      .filter((other) => other !== document && this.declaresOneOf(other, captures))
      .map((other) => this.lookup.visibleIn(other));
    const vocabulary = vocabularyOf([own, ...others], subject);
    const models = new ModelLookup(this.services).followed([subject]);
    const sources = packGraph({ model: subject.model, models, flow: subject.flow, captures, vocabulary });
    return { sources: JSON.stringify(sources), candidates: candidates.map((found) => found.map(summaryOf)) };
  }

  /** The captures that a document declares, with the names that it sees. */
  private packCaptures(document: LangiumDocument, own: Declarations, recordings: readonly string[]) {
    const { captures } = this.services.analysis.Compiler.file(document);
    const sources = packGraph({ captures, vocabulary: vocabularyOf([own]) });
    return { sources: JSON.stringify(sources), candidates: recordings.map(() => captures.map(summaryOf)) };
  }

  /**
   * The captures of the document that fit a recording, otherwise those of the workspace and the library that do,
   * otherwise the document's own. Otherwise all; but JSON lines are read as the output of `confer read` if the
   * workspace has no capture.
   */
  private candidates(recording: string, own: Declarations): readonly Capture[] {
    const declared = captureCandidates(recording, capturesOf([own]), [own]);
    if (declared.fit) return declared.captures;
    const all = this.documents().flatMap((document) => this.services.analysis.Compiler.file(document).captures);
    const elsewhere = captureCandidates(recording, all, [own]);
    if (elsewhere.fit) return elsewhere.captures;
    if (own.captures.length > 0) return declared.captures;
    const isOfWorkspace = all.some(({ place }) => !isLibraryUri(URI.parse(place.uri)));
    return !isOfWorkspace && /\.(jsonl|ndjson)(\.gz)?$/i.test(recording) ? declared.captures : elsewhere.captures;
  }

  private declaresOneOf(document: LangiumDocument, captures: readonly Capture[]): boolean {
    return this.services.analysis.Compiler.file(document).captures.some((capture) => captures.includes(capture));
  }

  private subjectsOf(document: LangiumDocument): RecordingSubject[] {
    const { flows, models } = this.services.analysis.Compiler.file(document);
    const uri = document.uri.toString();
    const library = isLibraryUri(document.uri);
    return [
      ...flows.map(({ name, title, model }): RecordingSubject => {
        const followed = model?.headers.map((header) => header.name) ?? [];
        return { uri, kind: 'flow', name, title, models: followed, library };
      }),
      ...models.flatMap(({ headers: [header] }): RecordingSubject[] => {
        if (header === undefined) return [];
        return [{ uri, kind: 'model', name: header.name, title: header.title, models: [], library }];
      }),
    ];
  }

  /** The documents that are known, the library's too. */
  private documents(): LangiumDocument[] {
    this.shared.workspace.LibraryDocuments.all();
    return this.shared.workspace.LangiumDocuments.all
      .toArray()
      .filter(({ state, uri }) => isLibraryUri(uri) || state >= DocumentState.Linked);
  }
}

function summaryOf({ name, title, place }: Capture): CaptureSummary {
  return { name, title, uri: place.uri };
}
