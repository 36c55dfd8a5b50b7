export type { Compiler } from './compile/compiler.js';
export { DeclarationLookup, type VisibleDeclarations } from './compile/declaration-lookup.js';
export { ModelLookup } from './compile/followed-models.js';
export { uniteModels } from './compile/unite.js';
export { conferModule, conferSharedModule, createConferServices } from './confer-module.js';
export type { ConferCoreServices, ConferSharedCoreServices } from './confer-services.js';
export { configurationFileName } from './configuration/configuration.js';
export { globMatcher, type PathMatcher } from './configuration/glob.js';
export { type RuleLevel, ruleLevels } from './configuration/severities.js';
export * as ast from './generated/ast.js';
export { ConferGeneratedModule, ConferGeneratedSharedModule } from './generated/module.js';
export {
  isLibraryUri,
  isVisibleEverywhere,
  libraryFile,
  libraryImportPath,
  libraryText,
  libraryUri,
  libraryUris,
} from './library/library.js';
export type { LibraryDocuments } from './library/library-documents.js';
export { ConferLexer, repairsOf, slipsOf } from './recovery/confer-lexer.js';
export { isMisplaced } from './recovery/confer-parser.js';
export { ignoreComments } from './recovery/ignore-comments.js';
export { markInLine } from './recovery/messages/line-remedies.js';
export { rowCount } from './recovery/messages/notation-remedies.js';
export type { ExpectedToken, ParserState } from './recovery/parser-state.js';
export {
  isComment,
  isNearlyName,
  isReadAs,
  isReversedArrow,
  isValue,
  writableName,
  writableText,
  writableValue,
} from './recovery/repair/intended-words.js';
export type { MovedPart } from './recovery/repair/token-edit.js';
export type { PlacedEdit, Repair } from './recovery/repair/token-repair.js';
export type { Slip } from './recovery/text/cleaned-text.js';
export { writableComment } from './recovery/text/comment-lines.js';
export { endOf, startsLine, UNREADABLE } from './recovery/token-stream.js';
export { changeBetween } from './reparse/text-change.js';
export { CaptureDeclarations } from './scoping/capture-declarations.js';
export { factValueNames, fileNames, modelNames } from './scoping/declared-names.js';
export { sharedParserModule } from './shared-parser.js';
export type { AnalysisProvider } from './validation/analysis-provider.js';
export { findingKind } from './validation/finding-ids.js';
export { syntaxFindings } from './validation/syntax-errors.js';
export { AsyncFileSystem } from './workspace/async-file-system.js';
export { type FilesAtRest, isAtRest } from './workspace/files-at-rest.js';
export type { FolderContents } from './workspace/folder-search.js';
export { ImportRenames } from './workspace/import-renames.js';
export { type ImportResolver, importsOf } from './workspace/import-resolver.js';
export type { LinkAwareFileSystem } from './workspace/links.js';
export type { ConfigurationFile, ProjectConfigurations } from './workspace/project-configurations.js';
export {
  DEFAULT_MAX_CONFIGURATIONS,
  defaultInlayHints,
  type InlayHintSettings,
  type Settings,
} from './workspace/settings.js';
