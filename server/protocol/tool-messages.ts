/** Client → server. Calls a tool for language models; `tools/` has their table. */
export const ToolRequest = { method: 'confer/tool' } as const;

/** A call of a tool. */
export interface ToolParams {
  readonly name: string;
  /** Input by the tool's schema; checked by the server. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** The answer of a tool. */
export interface ToolResult {
  readonly text: string;
  /** True if the call was wrong: the text says how to do better. */
  readonly failed: boolean;
}

/** Server → client. The Markdown page of a rule, for a tool; null if there is none. */
export const RulePageRequest = { method: 'confer/rulePage' } as const;

/** The rule whose page is requested. */
export interface RulePageParams {
  readonly code: string;
}
