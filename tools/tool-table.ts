/** A tool as it is described to a language model. */
export interface Tool {
  readonly name: ToolName;
  readonly title: string;
  readonly description: string;
  /** JSON Schema of the input. */
  readonly inputSchema: {
    readonly type: 'object';
    readonly properties: Record<string, object>;
    readonly required?: string[];
  };
}

export type ToolName = 'check' | 'explain' | 'models' | 'paths' | 'timeline' | 'coverage';

const source = {
  text: { type: 'string', description: 'Confer text. Give this or path.' },
  path: { type: 'string', description: 'Path of a .confer file in the workspace. Give this or text.' },
};
const flow = { type: 'string', description: 'Name of the flow (default: the first in the file).' };

/** Every tool. They read, and change nothing. */
export const tools: readonly Tool[] = [
  {
    name: 'check',
    title: 'Check a Confer file',
    description:
      'Checks Confer text (message flows between participants) against a reference model. Returns counts, then at most 50 findings: line, severity, code, message, and the titles of fixes. Call explain with a code to learn more.',
    inputSchema: { type: 'object', properties: source },
  },
  {
    name: 'explain',
    title: 'Explain a Confer rule',
    description:
      'The page of a rule: what it finds, why, how to fix it, a bad and a good example. Without a code, a list of all rules.',
    inputSchema: {
      type: 'object',
      properties: { code: { type: 'string', description: 'For example missing-message.' } },
    },
  },
  {
    name: 'models',
    title: 'Read Confer models',
    description:
      'The models that flows can follow. Without a name, a list; with one, its roles, states, and phases with their triggers, rows, and outcomes: read it before writing a flow.',
    inputSchema: {
      type: 'object',
      properties: {
        model: { type: 'string', description: 'Name of a model, for example Conference.' },
        phase: { type: 'string', description: 'Only this phase of the model.' },
      },
    },
  },
  {
    name: 'paths',
    title: 'List the paths of a Confer flow',
    description: 'Every path through a flow with its outcome and verdict, at most 50.',
    inputSchema: { type: 'object', properties: { ...source, flow } },
  },
  {
    name: 'timeline',
    title: 'Draw a Confer timeline',
    description: 'One path through a flow as a text ladder or a Mermaid sequence diagram.',
    inputSchema: {
      type: 'object',
      properties: {
        ...source,
        flow,
        scenario: { type: 'string', description: 'A scenario that the flow declares.' },
        phases: { type: 'array', items: { type: 'string' }, description: 'Phases in order, instead of a scenario.' },
        format: { type: 'string', enum: ['text', 'mermaid'] },
      },
    },
  },
  {
    name: 'coverage',
    title: 'Measure the coverage of Confer models',
    description: 'How much of their models the flows cover: phases, rows, outcomes, and what is missing.',
    inputSchema: { type: 'object', properties: source },
  },
];
