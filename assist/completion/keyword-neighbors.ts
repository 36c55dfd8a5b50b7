// Asked of text that cannot be read as a whole. A test derives both sets from the grammar of models and flows.

/**
 * The keywords that the grammar lets follow a name inside a member; on a name's line they are rarely names themselves.
 */
export const keywordsAfterNames: ReadonlySet<string> = new Set([
  ...['after', 'and', 'answers', 'as', 'except', 'follows', 'from', 'given', 'inferred', 'initially', 'is', 'next'],
  ...['on', 'replaces', 'to', 'within'],
]);

/** The keywords and signs that are followed by a name wherever they are. */
export const tokensBeforeNames: ReadonlySet<string> = new Set([
  ...['all', 'and', 'answers', 'anytime', 'as', 'channel', 'event', 'except', 'fact', 'flow', 'follows', 'from'],
  ...['initially', 'is', 'message', 'model', 'needs', 'next', 'none', 'on', 'party', 'pending', 'phase', 'protocol'],
  ...['repeated', 'replaces', 'request', 'scenario', 'some', 'start', 'states', 'system', 'when'],
  ...['(', ',', '->', '.', ':', '<->', '|'],
]);
