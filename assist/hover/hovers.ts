import {
  type AstNode,
  AstUtils,
  Cancellation,
  CstUtils,
  type DocumentationProvider,
  GrammarAST,
  type LangiumDocument,
} from 'langium';
import { isRuleCode, rules } from '../../check/index.js';
import {
  ast,
  type ConferCoreServices,
  ignoreComments,
  isLibraryUri,
  type ProjectConfigurations,
  type Settings,
} from '../../language/index.js';
import { captureKeywordText } from './capture-keyword-texts.js';
import { CompiledLookup } from './compiled-lookup.js';
import { codeBlock, declarationText, documentedNode } from './declaration-text.js';
import { flowPhaseText } from './flow-phase-text.js';
import { keywordText } from './keyword-texts.js';
import { attributeText, messageUseText } from './message-text.js';
import { roleText, stateText } from './model-member-text.js';
import { modelPhaseHover, paragraphs, sourceText } from './model-phase-hover.js';
import { participantText } from './participant-text.js';
import { PhaseMemberText } from './phase-member-text.js';

/** The hover texts for the names and keywords of a file, as Markdown. */
export class Hovers {
  private readonly compiled: CompiledLookup;
  private readonly documentation: DocumentationProvider;
  private readonly members: PhaseMemberText;
  private readonly settings: Settings;
  private readonly configurations: ProjectConfigurations;

  constructor(services: ConferCoreServices) {
    this.compiled = new CompiledLookup(services);
    this.members = new PhaseMemberText(services, this.compiled);
    this.documentation = services.documentation.DocumentationProvider;
    this.settings = services.shared.settings;
    this.configurations = services.shared.workspace.ProjectConfigurations;
  }

  /**
   * Text on a declaration.
   * @throws OperationCancelled if the token is canceled
   */
  async declaration(
    node: AstNode,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<string | undefined> {
    const code = declarationText(node);
    if (code === undefined) return undefined;
    const documented = this.documentation.getDocumentation(documentedNode(node)) ?? '';
    const analyzedText = await this.analyzedText(node, token);
    // A phase's table says all that its text does.
    const hasTable = analyzedText !== '' && (ast.isFlowPhase(node) || ast.isModelPhase(node));
    return paragraphs([hasTable ? '' : codeBlock(code), documented, analyzedText, this.libraryLink(node)]);
  }

  /**
   * Text on the row, trigger, need or move of a model at an offset: what it rests on, and which flows send it.
   * @throws OperationCancelled if the token is canceled
   */
  phaseMember(
    document: LangiumDocument,
    offset: number,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<string | undefined> {
    return this.members.at(document, offset, token);
  }

  /** Text on the rule named at an offset of a comment that suppresses it. */
  rule(document: LangiumDocument, offset: number): string | undefined {
    const { textDocument } = document;
    const position = textDocument.positionAt(offset);
    const comment = ignoreComments(document).find(
      ({ range }) =>
        range.start.line === position.line &&
        range.start.character <= position.character &&
        position.character <= range.end.character,
    );
    if (comment === undefined) return undefined;
    const text = textDocument.getText(comment.range);
    const at = position.character - comment.range.start.character;
    const word = [...text.matchAll(/[\w-]+/g)].find(
      ({ 0: found, index }) => index <= at && at <= index + found.length,
    )?.[0];
    if (word === undefined || !isRuleCode(word)) return undefined;
    const level = this.configurations.levelsOf(document.uri)[word];
    const severity =
      level === rules[word].severity
        ? `Severity: ${level}.`
        : `Severity: ${level}, set by this project's \`confer.json\`.`;
    const { rulePages } = this.settings;
    const page = rulePages === undefined ? '' : `[What it finds, and how to fix it](${rulePages}${word})`;
    return paragraphs([`**${word}**: ${rules[word].finds}`, severity, page]);
  }

  /** Text on the word of the language at an offset. */
  keyword(document: LangiumDocument, offset: number): string | undefined {
    const root = document.parseResult.value.$cstNode;
    const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, offset);
    if (leaf === undefined || !GrammarAST.isKeyword(leaf.grammarSource)) return undefined;
    // Inside a name, a word of the language is a name like any other.
    const rule = AstUtils.getContainerOfType(leaf.grammarSource, GrammarAST.isParserRule);
    if (rule?.dataType !== undefined) return undefined;
    return AstUtils.getContainerOfType(leaf.astNode, ast.isCapture) === undefined
      ? keywordText(leaf.text)
      : captureKeywordText(leaf.text);
  }

  private async analyzedText(node: AstNode, token: Cancellation.CancellationToken): Promise<string> {
    if (ast.isMessage(node)) {
      const uri = AstUtils.getDocument(node).uri.toString();
      return messageUseText({ name: node.name, uri }, this.compiled.models(), this.compiled.flows());
    }
    if (ast.isModelPhase(node)) {
      const found = this.compiled.modelPhase(node);
      return found === undefined ? '' : modelPhaseHover(found.phase, found.model, this.compiled.flows());
    }
    if (ast.isFlowPhase(node)) {
      const analysis = await this.compiled.flow(node.$container, token);
      const phase = analysis === undefined ? undefined : this.compiled.flowPhase(node, analysis);
      return analysis === undefined || phase === undefined ? '' : flowPhaseText(phase, analysis);
    }
    if (ast.isParticipant(node)) {
      const analysis = await this.compiled.flow(node.$container, token);
      const participant = analysis?.flow.participants.find(({ name }) => name === node.name);
      return analysis === undefined || participant === undefined ? '' : participantText(participant, analysis);
    }
    return ast.isAttribute(node) ? attributeText(node) : this.ofModel(node);
  }

  /** A link to a declaration of the library, for clients that open the library's files; otherwise empty. */
  private libraryLink(node: AstNode): string {
    const { uri } = AstUtils.getDocument(node);
    const line = node.$cstNode?.range.start.line;
    if (this.settings.rulePages === undefined || line === undefined || !isLibraryUri(uri)) return '';
    return `[Open in the library](${uri.toString()}#L${line + 1})`;
  }

  private ofModel(node: AstNode): string {
    const container = AstUtils.getContainerOfType(node, ast.isModel);
    const model = container === undefined ? undefined : this.compiled.model(container);
    if (model === undefined) return '';
    if (ast.isRole(node)) return roleText(node.name, model, this.compiled.flows());
    if (ast.isState(node)) return stateText(node.name, model);
    const [header] = model.headers;
    return ast.isModel(node) && header !== undefined ? sourceText(header) : '';
  }
}
