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
    Protocol: nameTable(declarations.filter(isProtocol)),
    Message: nameTable(declarations.filter(isMessage)),
    Model: nameTable(declarations.filter(isModel)),
    Flow: nameTable(declarations.filter(isFlow)),
    Capture: nameTable(declarations.filter(isCapture)),
  }),
);

/** The names a model declares, by kind. */
export const modelNames = memoize(
  ({ members }: Model): ModelNames => ({
    Role: nameTable(members.filter(isRole)),
    State: nameTable(members.filter(isStateList).flatMap((list) => list.states)),
    Fact: nameTable(members.filter(isFact)),
    ModelPhase: nameTable(members.filter(isModelPhase)),
  }),
);

/** The names a flow declares, by kind. */
export const flowNames = memoize(
  ({ members }: Flow): FlowNames => ({
    Participant: nameTable(members.filter(isParticipant)),
    FlowPhase: nameTable(members.filter(isFlowPhase)),
  }),
);

/** The names of the values of a fact. */
export const factValueNames = memoize(({ values }: Fact): NameTable => nameTable(values));

/** The names of the attributes of a message. */
export const attributeNames = memoize(({ attributes }: Message): NameTable => nameTable(attributes));
