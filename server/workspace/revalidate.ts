import type { DocumentState } from 'langium';
import type { ConferSharedServices } from '../confer-lsp-services.js';

/**
 * Checks all documents anew, as one step of the workspace's work.
 * @param from says what is still good of the documents, or undefined where nothing is to be done; it is run even where
 * later work calls this off, which then does what is left
 */
export function recheckAll(
  { workspace }: ConferSharedServices,
  from: () => Promise<DocumentState | undefined>,
): Promise<void> {
  const { DocumentBuilder, LangiumDocuments, WorkspaceLock } = workspace;
  return WorkspaceLock.write(async (token) => {
    const state = await from();
    if (state === undefined) return;
    for (const document of LangiumDocuments.all) DocumentBuilder.resetToState(document, state);
    await DocumentBuilder.update([], [], token);
  });
}
