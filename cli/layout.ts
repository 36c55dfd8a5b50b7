/** One level of indentation, as the editor's default for the language. */
export const INDENT = '  ';
