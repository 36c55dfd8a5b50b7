import { NO_MODEL } from '../../check/index.js';
import { Subject } from '../follow/subject.js';
import type { Vocabulary } from '../readers/message-reader.js';
import { type Declarations, flowsOf, modelsOf } from './declarations.js';

/** The flow or model of a name, as what is followed; undefined if the sources have none. */
export function findSubject(name: string, sources: readonly Declarations[]): Subject | undefined {
  const flow = flowsOf(sources).find((own) => own.name === name);
  if (flow !== undefined) return new Subject(flow.model ?? NO_MODEL, flow);
  for (const own of sources) {
    const model = own.model(name);
    if (model !== undefined) return new Subject(model, null);
  }
  return undefined;
}

/** The sources' only flow, otherwise their only model, as what is followed; undefined if that leaves it open. */
export function onlySubject(sources: readonly Declarations[]): Subject | undefined {
  const [flow, anotherFlow] = flowsOf(sources);
  if (flow !== undefined) return anotherFlow === undefined ? new Subject(flow.model ?? NO_MODEL, flow) : undefined;
  const [model, anotherModel] = modelsOf(sources);
  return model !== undefined && anotherModel === undefined ? new Subject(model, null) : undefined;
}

/** Names and titles of the messages and protocols that sources and what is followed name. */
export function vocabularyOf(sources: readonly Declarations[], subject?: Subject): Vocabulary {
  const messages = new Map<string, string>();
  const protocols = new Map<string, string>();
  for (const { names } of sources) {
    for (const [text, name] of names.message) messages.set(text, name);
    for (const [text, name] of names.protocol) protocols.set(text, name);
  }
  for (const { name, title } of subject?.messages.values() ?? []) {
    if (title !== null && !messages.has(title)) messages.set(title, name);
    messages.set(name, name);
  }
  for (const { name, title } of subject?.model.protocols ?? []) {
    if (title !== null && !protocols.has(title)) protocols.set(title, name);
    protocols.set(name, name);
  }
  return { messages, protocols };
}
