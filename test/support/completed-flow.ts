import { TestEditor } from './editor.js';

const head = `  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
`;
/** A flow of the library's model with its participants. @param body its members */
export const flow = (body: string) => `flow F follows Conference {\n${head}${body}}\n`;
/** The same, with a phase that invites a party. @param steps its steps */
export const invite = (steps: string, rest = '') =>
  flow(`  phase Invite is InvitationIssued {\n${steps}  }\n${rest}  phase Accepts is InvitationAccepted next end\n`);

/** What is offered at the mark in a text, the first first. */
export async function labels(text: string, trigger?: string): Promise<string[]> {
  const items = await (await TestEditor.open(text)).completions('test.confer', trigger);
  return items.map(({ label }) => label);
}
