import type { AstNode } from 'langium';
import {
  type ConferFile,
  type Fact,
  type Flow,
  isCapture,
  isConferFile,
  isFact,
  isFlow,
  isFlowPhase,
  isMessage,
  isModel,
  isModelPhase,
  isParticipant,
  isProtocol,
  isRole,
  isStateList,
  type Message,
  type Model,
} from '../generated/ast.js';
import { emptyTable, type NameTable, nameTable } from './name-table.js';

/** What a file exports, per kind. */
export interface FileNames {
  readonly Protocol: NameTable;
  readonly Message: NameTable;
  readonly Model: NameTable;
  readonly Flow: NameTable;
  readonly Capture: NameTable;
}

/** What a model declares, per kind. */
export interface ModelNames {
  readonly Role: NameTable;
  readonly State: NameTable;
  readonly Fact: NameTable;
  readonly ModelPhase: NameTable;
}

/** What a flow declares, per kind. */
export interface FlowNames {
  readonly Participant: NameTable;
  readonly FlowPhase: NameTable;
}

// Keyed by AST node: a new text makes new nodes, so an entry never goes stale and dies with its tree.
const files = new WeakMap<ConferFile, FileNames>();
const models = new WeakMap<Model, ModelNames>();
const flows = new WeakMap<Flow, FlowNames>();
const factValues = new WeakMap<Fact, NameTable>();
const attributes = new WeakMap<Message, NameTable>();

const noFileNames: FileNames = {
  Protocol: emptyTable,
  Message: emptyTable,
  Model: emptyTable,
  Flow: emptyTable,
  Capture: emptyTable,
};

/** Exports of the file with this root; nothing for a root that is no parsed file. */
export function fileNames(root: AstNode): FileNames {
  if (!isConferFile(root)) return noFileNames;
  return remembered(files, root, () => ({
    Protocol: nameTable(root.declarations.filter(isProtocol)),
    Message: nameTable(root.declarations.filter(isMessage)),
    Model: nameTable(root.declarations.filter(isModel)),
    Flow: nameTable(root.declarations.filter(isFlow)),
    Capture: nameTable(root.declarations.filter(isCapture)),
  }));
}

/** The names a model declares, by kind. */
export function modelNames(model: Model): ModelNames {
  return remembered(models, model, () => ({
    Role: nameTable(model.members.filter(isRole)),
    State: nameTable(model.members.filter(isStateList).flatMap((list) => list.states)),
    Fact: nameTable(model.members.filter(isFact)),
    ModelPhase: nameTable(model.members.filter(isModelPhase)),
  }));
}

/** The names a flow declares, by kind. */
export function flowNames(flow: Flow): FlowNames {
  return remembered(flows, flow, () => ({
    Participant: nameTable(flow.members.filter(isParticipant)),
    FlowPhase: nameTable(flow.members.filter(isFlowPhase)),
  }));
}

/** The names of the values of a fact. */
export function factValueNames(fact: Fact): NameTable {
  return remembered(factValues, fact, () => nameTable(fact.values));
}

/** The names of the attributes of a message. */
export function attributeNames(message: Message): NameTable {
  return remembered(attributes, message, () => nameTable(message.attributes));
}

function remembered<K extends object, V>(cache: WeakMap<K, V>, key: K, make: () => V): V {
  let value = cache.get(key);
  if (value === undefined) {
    value = make();
    cache.set(key, value);
  }
  return value;
}
