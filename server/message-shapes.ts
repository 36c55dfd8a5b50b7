import { URI } from 'langium';
import { isRecord, isString, isStrings } from '../timeline/types/json-guards.js';
import { keptAnswers, PatchedAnswerRequest, type PatchedMethod } from './protocol/answer-patch.js';
import { VerdictsRequest } from './protocol/check-messages.js';
import { FlowCoverageRequest } from './protocol/coverage-messages.js';
import { LibraryFileRequest } from './protocol/file-messages.js';
import { FixesRequest, SaveScenarioRequest } from './protocol/fix-messages.js';
import { NewFlowRequest } from './protocol/model-messages.js';
import { RecordingSourcesRequest } from './protocol/recording-messages.js';
import { TimelineRequest } from './protocol/timeline-messages.js';

/** What a member of a message's parameters must be, by its name. */
const shapes: Readonly<Record<string, (value: unknown) => boolean>> = {
  ch: isString,
  context: isRecord,
  finding: isRecord,
  item: (value) =>
    isAboutDocument(value) && isRecord(value) && isAnyRange(value.range) && isAnyRange(value.selectionRange),
  newName: isString,
  options: isRecord,
  path: isStrings,
  position: isAnyPosition,
  positions: (value) => Array.isArray(value) && value.every(isAnyPosition),
  previousResultId: isString,
  range: isAnyRange,
  recordings: isStrings,
  textDocument: isAboutDocument,
  uri: isAddress,
};

/** The members that requests cannot do without, in addition to the document of those of `textDocument/`. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'callHierarchy/incomingCalls': ['item'],
  'callHierarchy/outgoingCalls': ['item'],
  [FixesRequest.method]: ['textDocument', 'finding'],
  [FlowCoverageRequest.method]: ['textDocument'],
  [LibraryFileRequest.method]: ['uri'],
  [NewFlowRequest.method]: ['textDocument'],
  [RecordingSourcesRequest.method]: ['textDocument', 'recordings'],
  [SaveScenarioRequest.method]: ['textDocument', 'path'],
  [TimelineRequest.method]: ['textDocument'],
  [VerdictsRequest.method]: ['textDocument'],
  'textDocument/codeAction': ['range', 'context'],
  'textDocument/completion': ['position'],
  'textDocument/declaration': ['position'],
  'textDocument/definition': ['position'],
  'textDocument/documentHighlight': ['position'],
  'textDocument/formatting': ['options'],
  'textDocument/hover': ['position'],
  'textDocument/implementation': ['position'],
  'textDocument/inlayHint': ['range'],
  'textDocument/onTypeFormatting': ['position', 'ch', 'options'],
  'textDocument/prepareCallHierarchy': ['position'],
  'textDocument/prepareRename': ['position'],
  'textDocument/rangeFormatting': ['range', 'options'],
  'textDocument/references': ['position', 'context'],
  'textDocument/rename': ['position', 'newName'],
  'textDocument/selectionRange': ['positions'],
  'textDocument/semanticTokens/full/delta': ['previousResultId'],
  'textDocument/semanticTokens/range': ['range'],
  'textDocument/signatureHelp': ['position'],
  'textDocument/typeDefinition': ['position'],
};

/**
 * The member of a request's parameters that is missing or of another kind than the protocol says.
 * @returns its name; undefined for parameters that can be read
 */
export function unreadableMember(method: string, params: unknown): string | undefined {
  const members = [...(method.startsWith('textDocument/') ? ['textDocument'] : []), ...(needed[method] ?? [])];
  const fields = isRecord(params) ? params : {};
  // The request that is asked for so, with its own parameters.
  if (method === PatchedAnswerRequest.method) {
    if (!isPatched(fields.method)) return 'method';
    return isStrings(fields.bases) ? unreadableMember(fields.method, fields.params) : 'bases';
  }
  return members.find((member) => !shapes[member]?.(fields[member]));
}

/** Whether a notification about a document says which and, if it opens or changes one, with what text. */
export function isReadableNotification(method: string, params: unknown): boolean {
  if (!/^textDocument\/did(?:Open|Change|Close|Save)$/.test(method)) return true;
  const { textDocument, contentChanges } = isRecord(params) ? params : {};
  if (!isRecord(textDocument) || !isAboutDocument(textDocument)) return false;
  // A document without a text could never be built, and every request would wait for it.
  if (method === 'textDocument/didOpen') return isString(textDocument.text);
  return method !== 'textDocument/didChange' || (Array.isArray(contentChanges) && contentChanges.every(isTextChange));
}

function isTextChange(change: unknown): boolean {
  return isRecord(change) && isString(change.text) && (change.range === undefined || isAnyRange(change.range));
}

function isPatched(method: unknown): method is PatchedMethod {
  return typeof method === 'string' && Object.hasOwn(keptAnswers, method);
}

/** Whether something has the members of a position. Clients may send numbers outside of a text, which are clamped. */
function isAnyPosition(value: unknown): boolean {
  return isRecord(value) && typeof value.line === 'number' && typeof value.character === 'number';
}

function isAnyRange(value: unknown): boolean {
  return isRecord(value) && isAnyPosition(value.start) && isAnyPosition(value.end);
}

function isAboutDocument(value: unknown): boolean {
  return isRecord(value) && isAddress(value.uri);
}

/** Whether something is an address that can be parsed. */
function isAddress(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    URI.parse(value);
    return true;
  } catch {
    return false;
  }
}
