/** An author's text as Markdown, also in a table: characters with a meaning in Markdown are escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\[\]*_`<>|]/g, '\\$&');
}
