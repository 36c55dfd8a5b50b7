import { DocumentState, URI, UriUtils } from 'langium';
import { type Connection, DiagnosticSeverity, FileChangeType, type FileEvent } from 'vscode-languageserver';
import { type ConfigurationFile, configurationFileName } from '../../language/index.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';
import { revalidateAll } from './revalidate.js';

/** Follows the projects' `confer.json`: checks everything again when one changes, and says what is wrong with them. */
export function followConfigurations(connection: Connection, shared: ConferSharedServices): void {
  const { ProjectConfigurations, WorkspaceManager } = shared.workspace;

  shared.lsp.DocumentUpdateHandler.onWatchedFilesChange(({ changes }) => {
    const folders = (WorkspaceManager.workspaceFolders ?? []).map(({ uri }) => URI.parse(uri));
    if (!changes.some((change) => mayConcernConfigurations(change, folders))) return;
    void WorkspaceManager.ready.then(() =>
      // A library folder may have other files now, so that names mean something else.
      revalidateAll(shared, async () =>
        (await ProjectConfigurations.refresh()) ? DocumentState.ComputedScopes : undefined,
      ),
    );
  });

  const published = new Map<string, string>();
  ProjectConfigurations.onDidRead(() => {
    const files = new Map(ProjectConfigurations.all().map((file) => [file.uri.toString(), file]));
    for (const uri of published.keys()) if (!files.has(uri)) publish(uri, undefined);
    for (const [uri, file] of files) publish(uri, file);
  });

  function publish(uri: string, file: ConfigurationFile | undefined): void {
    const diagnostics = (file?.problems ?? []).map(({ severity, message, range, code }) => ({
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      message,
      range,
      source: 'confer',
      ...(code === undefined ? {} : { code }),
    }));
    const state = JSON.stringify(diagnostics);
    if (state === (published.get(uri) ?? '[]')) return;
    if (diagnostics.length === 0) published.delete(uri);
    else published.set(uri, state);
    void connection.sendDiagnostics({ uri, diagnostics });
  }
}

/**
 * A configuration, a Confer file that a library folder may hold, or a folder; what tools keep to themselves is not.
 * @param folders of the workspace: where these are themselves does not matter
 */
function mayConcernConfigurations({ uri, type }: FileEvent, folders: readonly URI[]): boolean {
  const file = URI.parse(uri);
  if (UriUtils.basename(file) === configurationFileName) return true;
  const folder = folders.find((candidate) => UriUtils.contains(candidate, file));
  const path = folder === undefined ? file.path : UriUtils.relative(folder, file);
  if (/(^|\/)(\.[^/]+|node_modules)(\/|$)/.test(path)) return false;
  return type !== FileChangeType.Changed && ['', '.confer'].includes(UriUtils.extname(file));
}
