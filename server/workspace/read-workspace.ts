import type { ConferSharedServices } from '../confer-lsp-services.js';

/**
 * Reads from the workspace after all that came before is read and built, and while nothing changes.
 * @returns what was read; undefined if `read` was canceled
 */
export async function readWorkspace<T>(
  { workspace }: ConferSharedServices,
  read: () => T | Promise<T>,
): Promise<T | undefined> {
  await workspace.WorkspaceManager.ready;
  return workspace.WorkspaceLock.read(read);
}

/** Waits until all that came before is read and built. */
export function waitForWorkspace(shared: ConferSharedServices): Promise<void> {
  return readWorkspace(shared, () => undefined);
}
