import {
  type AstNode,
  AstUtils,
  type LangiumDocument,
  type Reference,
  type ScopeProvider,
  type TextDocumentProvider,
} from 'langium';
import type { Attribute, Capture, FindingDraft, Flow, Message, Model, Protocol } from '../../check/index.js';
import { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import type { ConferCoreServices } from '../confer-services.js';
import * as ast from '../generated/ast.js';
import type { KeptLinks } from '../reparse/kept-links.js';
import type { FilesAtRest } from '../workspace/files-at-rest.js';
import type { ImportResolver } from '../workspace/import-resolver.js';
import { compileCapture } from './capture-compiler.js';
import { type CaptureNames, captureNames } from './capture-names.js';
import type { CompiledPhases } from './compiled-phases.js';
import { DeclarationResolver, exportedKinds } from './declaration-resolver.js';
import { FindingsCollector } from './findings-collector.js';
import { firstOfEachName } from './first-of-each-name.js';
import { compileFlow } from './flow-compiler.js';
import { FormerFile } from './former-file.js';
import { type CompiledFlow, KeptParts, textsOfPhases } from './kept-parts.js';
import { compileModel } from './model-compiler.js';
import { reportDuplicates } from './report-duplicates.js';
import { shownTitle } from './shown-title.js';
import type { VocabularyLookup } from './vocabulary.js';

/** A file as plain data, with what compiling it had to say. */
export interface CompiledFile {
  readonly models: readonly Model[];
  readonly flows: readonly Flow[];
  readonly captures: readonly Capture[];
  readonly findings: readonly FindingDraft[];
}

/** What was compiled of one version of a document. */
interface Compiled {
  readonly uri: string;
  /** Whether the file's tree stays: it is shown in an editor, or the process has none (see `FilesAtRest`). */
  readonly keepsTree: boolean;
  readonly protocols: Map<ast.Protocol, Protocol>;
  readonly messages: Map<ast.Message, Message>;
  readonly models: Map<ast.Model, { model: Model; findings: readonly FindingDraft[] }>;
  readonly phases: Map<ast.Flow, CompiledPhases>;
  readonly flows: Map<ast.Flow, CompiledFlow>;
  /** Those of the version before that have not changed. */
  readonly phasesBefore: Map<ast.Flow, CompiledPhases>;
  /** The text before, of which parts can be kept; undefined once the file is compiled. */
  former: FormerFile | undefined;
  file?: CompiledFile;
}

/** Compiles linked documents: each declaration once per document version, those of imported files in their own file. */
export class Compiler {
  private readonly scopes: ScopeProvider;
  private readonly imports: ImportResolver;
  private readonly resolver: DeclarationResolver;
  private readonly kept: KeptLinks;
  private readonly atRest: FilesAtRest;
  private readonly editor: () => TextDocumentProvider | undefined;
  private readonly keptParts = new KeptParts();
  /**
   * By the document's links: a document that is linked again has a new list, and may refer to other declarations.
   */
  private readonly compiled = new WeakMap<LangiumDocument['references'], Compiled>();

  constructor(services: ConferCoreServices) {
    this.scopes = services.references.ScopeProvider;
    this.imports = services.shared.workspace.ImportResolver;
    this.resolver = new DeclarationResolver(this.scopes, this.imports);
    this.kept = services.shared.workspace.KeptLinks;
    this.atRest = services.shared.workspace.FilesAtRest;
    this.editor = () => services.shared.workspace.TextDocuments;
  }

  /** The models and flows of a linked document. */
  file(document: LangiumDocument): CompiledFile {
    const compiled = this.ofDocument(document);
    compiled.file ??= this.compileFile(document.parseResult.value, compiled);
    compiled.former = undefined;
    return compiled.file;
  }

  private compileFile(root: AstNode, compiled: Compiled): CompiledFile {
    const collector = new FindingsCollector();
    const declarations = ast.isConferFile(root) ? root.declarations : [];
    const places = placesOf(compiled);
    const vocabulary = this.vocabulary(places, collector);
    for (const [kind, is] of exportedKinds) {
      reportDuplicates(kind, declarations.filter(is), places, collector);
    }
    for (const message of declarations.filter(ast.isMessage)) {
      reportDuplicates('attribute', message.attributes, places, collector);
      for (const attribute of message.attributes) {
        collector.addDuplicates(
          'word',
          attribute.words.map((name, index) => ({ name, place: places.property(attribute, 'words', index) })),
        );
      }
      for (const protocol of message.protocols) vocabulary.protocol(protocol, message, 'protocols');
    }
    const models = declarations.filter(ast.isModel).map((node) => this.model(node));
    const findModel = (reference: Reference<ast.Model>, holder: AstNode) => {
      const node = this.resolver.resolve(reference, holder, 'models', 'model', places, collector).node;
      return node === undefined ? null : this.model(node).model;
    };
    const flows = declarations.filter(ast.isFlow).map((node) => {
      const before = compiled.phasesBefore.get(node);
      compiled.phasesBefore.delete(node);
      const { flow: made, compiled: phases } = compileFlow(node, vocabulary, findModel, places, collector, before);
      const texts = textsOfPhases(node);
      const flow = this.keptParts.flow({ flow: made, texts }, compiled.former?.flow(made));
      if (compiled.keepsTree) {
        compiled.flows.set(node, { flow, texts });
        compiled.phases.set(node, flow === made ? phases : phasesOf(flow, phases));
      }
      return flow;
    });
    const captures = declarations
      .filter(ast.isCapture)
      .map((node) => this.capture(node, vocabulary, places, collector));
    return {
      models: models.map(({ model }) => model),
      flows,
      captures,
      findings: [...collector.findings, ...models.flatMap(({ findings }) => findings)],
    };
  }

  private model(node: ast.Model): { model: Model; findings: readonly FindingDraft[] } {
    const compiled = this.of(node);
    let entry = compiled.models.get(node);
    if (entry === undefined) {
      const collector = new FindingsCollector();
      const places = placesOf(compiled);
      const model = compileModel(node, this.vocabulary(places, collector), places, collector);
      entry = {
        model: this.keptParts.part({ text: node.$cstNode, value: model }, compiled.former?.model(node.name)),
        findings: collector.findings,
      };
      compiled.models.set(node, entry);
    }
    return entry;
  }

  private capture(
    node: ast.Capture,
    vocabulary: VocabularyLookup,
    places: Places,
    collector: FindingsCollector,
  ): Capture {
    const document = AstUtils.getDocument(node);
    let visible: CaptureNames | undefined;
    const names = () => {
      visible ??= captureNames(document, this.imports, this.scopes);
      return visible;
    };
    return compileCapture(
      node,
      vocabulary,
      {
        declared: (kind, name) => names()[kind].get(name),
        names: (kind) => names()[kind].keys(),
        participants: () => names().participants(),
        phases: () => names().phases(),
        base: (reference, holder) => {
          const quiet = holder === node ? collector : new FindingsCollector();
          return this.resolver.resolve(reference, holder, 'base', 'capture', places, quiet).node;
        },
      },
      places,
      collector,
    );
  }

  private protocol(node: ast.Protocol): Protocol {
    const compiled = this.of(node);
    let protocol = compiled.protocols.get(node);
    if (protocol === undefined) {
      const place = placesOf(compiled).name(node);
      const made = { name: node.name, title: shownTitle(node.title), place };
      protocol = this.keptParts.declaration(node, made, compiled.former?.protocol(made));
      compiled.protocols.set(node, protocol);
    }
    return protocol;
  }

  private message(node: ast.Message): Message {
    const compiled = this.of(node);
    let message = compiled.messages.get(node);
    if (message === undefined) {
      const places = placesOf(compiled);
      // Unresolved names are reported when the declaration's own file is compiled.
      const quiet = new FindingsCollector();
      const skipped = SkippedText.of(node);
      const protocols = node.protocols.map(
        (reference) => this.resolver.resolve(reference, node, 'protocols', 'protocol', places, quiet).node,
      );
      const made: Message = {
        name: node.name,
        title: shownTitle(node.title),
        kind: node.kind,
        protocols: [...new Set(protocols.filter((p) => p !== undefined).map((p) => this.protocol(p)))],
        protocolsKnown:
          protocols.length > 0 && protocols.every((protocol) => protocol !== undefined) && !skipped.inHeader(node),
        attributes: new Map(
          firstOfEachName(node.attributes).map((a): [string, Attribute] => [
            a.name,
            attribute(a, skipped.repairedIn(a)),
          ]),
        ),
        attributesKnown: !skipped.in(node) && !skipped.lacksSign(node, '}') && !skipped.lacksMember('Message'),
        place: places.name(node),
      };
      message = this.keptParts.declaration(node, made, compiled.former?.message(made));
      compiled.messages.set(node, message);
    }
    return message;
  }

  private vocabulary(places: Places, collector: FindingsCollector): VocabularyLookup {
    return {
      protocol: (reference, holder, property) => {
        const { node, exact } = this.resolver.resolve(reference, holder, property, 'protocol', places, collector);
        return { protocol: node === undefined ? null : this.protocol(node), exact };
      },
      message: (reference, holder, property) => {
        const { node, exact } = this.resolver.resolve(reference, holder, property, 'message', places, collector);
        return { message: node === undefined ? null : this.message(node), exact };
      },
    };
  }

  private of(node: AstNode): Compiled {
    return this.ofDocument(AstUtils.getDocument(node));
  }

  private ofDocument(document: LangiumDocument): Compiled {
    const links = this.atRest.linksOf(document);
    let compiled = this.compiled.get(links);
    if (compiled === undefined) {
      compiled = this.begin(document);
      this.compiled.set(links, compiled);
    }
    return compiled;
  }

  /** Nothing, or what of the version before still holds where phases of flows have changed and nothing else. */
  private begin(document: LangiumDocument): Compiled {
    const { uri } = document;
    const links = this.atRest.linksOf(document);
    const change = this.kept.linksBefore(links);
    const before = change === undefined ? undefined : this.compiled.get(change.links);
    // Findings on a model have to be reported at their present places.
    const isQuiet = before !== undefined && [...before.models.values()].every(({ findings }) => findings.length === 0);
    if (change === undefined || before === undefined || !isQuiet) {
      const editor = this.editor();
      const formerLinks = this.kept.formerLinks(links);
      const former = before ?? (formerLinks && this.compiled.get(formerLinks));
      return {
        uri: uri.toString(),
        keepsTree: editor === undefined || editor.get(uri) !== undefined,
        protocols: new Map(),
        messages: new Map(),
        models: new Map(),
        phases: new Map(),
        flows: new Map(),
        phasesBefore: new Map(),
        former: former && new FormerFile(former),
      };
    }
    const phasesBefore = new Map(
      [...before.phases].map(([flow, { model, phases }]): [ast.Flow, CompiledPhases] => [
        flow,
        { model, phases: new Map([...phases].filter(([node]) => !change.phases.has(node))) },
      ]),
    );
    const { protocols, messages, models } = before;
    return {
      uri: before.uri,
      keepsTree: true,
      protocols,
      messages,
      models,
      phases: new Map(),
      flows: new Map(),
      phasesBefore,
      former: undefined,
    };
  }
}

/** The same phases as objects of a flow. */
function phasesOf({ phases }: Flow, { model, phases: nodes }: CompiledPhases): CompiledPhases {
  return { model, phases: new Map([...nodes].map(([node, phase]) => [node, phases[phase.index] ?? phase])) };
}

function placesOf({ uri, keepsTree }: Compiled): Places {
  return new Places(uri, keepsTree ? 'looked up' : 'fixed');
}

function attribute(node: ast.Attribute, hasSkippedText: boolean): Attribute {
  // What cannot be read may be more of the words.
  const words = hasSkippedText ? [] : node.words;
  return { name: node.name, type: node.type ?? null, words, optional: node.optional };
}
