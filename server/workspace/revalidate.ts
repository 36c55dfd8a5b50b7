import type { DocumentState } from 'langium';
import type { ConferSharedServices } from '../confer-lsp-services.js';

/**
 * Checks all documents again, as one step of the workspace's work.
 * @param from says what is still good of the documents, or undefined if all of it is; it is run even where later
 * work calls this off, which then does what is left
 */
export function revalidateAll(
  { workspace }: ConferSharedServices,
  from: () => Promise<DocumentState | undefined>,
): Promise<void> {
  const { DocumentBuilder, LangiumDocuments, WorkspaceLock } = workspace;
  return WorkspaceLock.write(async (token) => {
    const state = await from();
    if (state !== undefined) {
      for (const document of LangiumDocuments.all) DocumentBuilder.resetToState(document, state);
    }
    // Even if all is good: this has canceled earlier work, such as the check of what was typed last.
    await DocumentBuilder.update([], [], token);
  });
}
