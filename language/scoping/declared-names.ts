import type { AstNode } from 'langium';
import { memoize } from '../../timeline/types/memoize.js';
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
import { emptyTable, type SymbolTable, symbolTable } from './symbol-table.js';

/** The names that a file exports, by kind. */
export interface FileNames {
  readonly Protocol: SymbolTable;
  readonly Message: SymbolTable;
  readonly Model: SymbolTable;
  readonly Flow: SymbolTable;
  readonly Capture: SymbolTable;
}

/** The names that a model declares, by kind. */
export interface DeclaredModelNames {
  readonly Role: SymbolTable;
  readonly State: SymbolTable;
  readonly Fact: SymbolTable;
  readonly ModelPhase: SymbolTable;
}

/** The names that a flow declares, by kind. */
export interface FlowNames {
  readonly Participant: SymbolTable;
  readonly FlowPhase: SymbolTable;
}

const noFileNames: FileNames = {
  Protocol: emptyTable,
  Message: emptyTable,
  Model: emptyTable,
  Flow: emptyTable,
  Capture: emptyTable,
};

/** Exports of the file with this root; nothing for a root that is no parsed file. */
export function fileNames(root: AstNode): FileNames {
  return isConferFile(root) ? namesOfFile(root) : noFileNames;
}

// A new text makes new nodes: what is remembered by a node never goes stale, and dies with its tree.
const namesOfFile = memoize(
  ({ declarations }: ConferFile): FileNames => ({
    Protocol: symbolTable(declarations.filter(isProtocol)),
    Message: symbolTable(declarations.filter(isMessage)),
    Model: symbolTable(declarations.filter(isModel)),
    Flow: symbolTable(declarations.filter(isFlow)),
    Capture: symbolTable(declarations.filter(isCapture)),
  }),
);

/** The names a model declares, by kind. */
export const modelNames = memoize(
  ({ members }: Model): DeclaredModelNames => ({
    Role: symbolTable(members.filter(isRole)),
    State: symbolTable(members.filter(isStateList).flatMap((list) => list.states)),
    Fact: symbolTable(members.filter(isFact)),
    ModelPhase: symbolTable(members.filter(isModelPhase)),
  }),
);

/** The names a flow declares, by kind. */
export const flowNames = memoize(
  ({ members }: Flow): FlowNames => ({
    Participant: symbolTable(members.filter(isParticipant)),
    FlowPhase: symbolTable(members.filter(isFlowPhase)),
  }),
);

/** The names of the values of a fact. */
export const factValueNames = memoize(({ values }: Fact): SymbolTable => symbolTable(values));

/** The names of the attributes of a message. */
export const attributeNames = memoize(({ attributes }: Message): SymbolTable => symbolTable(attributes));
