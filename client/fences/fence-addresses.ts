/** Suffix of a Markdown file's path for its fences: no file of a workspace has it. */
const SUFFIX = /\.fence-\d+\.confer$/;

/**
 * The address under which the server knows a fence: next to its Markdown file, so that imports and `confer.json` work
 * as they do for a file there.
 * @param index of the fence in its file, zero-based
 */
export function fenceAddress(markdownUri: string, index: number): string {
  return `${markdownUri}.fence-${index}.confer`;
}

/** The address of the Markdown file that a fence is in; undefined when the address is none of a fence. */
export function markdownOfFence(uri: string): string | undefined {
  return SUFFIX.test(uri) ? uri.replace(SUFFIX, '') : undefined;
}
