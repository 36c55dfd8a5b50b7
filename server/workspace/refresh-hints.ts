import { DocumentState } from 'langium';
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { defaultInlayHints, type InlayHintSettings } from '../../language/index.js';
import { isRecord } from '../../timeline/types/json-guards.js';
import type { ConferSharedServices } from '../confer-lsp-services.js';

const section = 'confer';
const part = 'inlayHints';

/**
 * Keeps hints and lenses up to date when the editor does not ask for them by itself: when the settings change, and
 * when another file changes what is reported on this one.
 */
export function refreshHintsOnChange(connection: Connection, shared: ConferSharedServices): void {
  const { ConfigurationProvider, DocumentBuilder, TextDocuments } = shared.workspace;
  let can: ClientCapabilities['workspace'];
  shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
    can = capabilities.workspace;
  });

  const refreshHints = () => {
    if (can?.inlayHint?.refreshSupport === true) void connection.languages.inlayHint.refresh();
  };
  const apply = (value: unknown) => {
    const before = shared.settings.inlayHints;
    shared.settings.inlayHints = inlayHintSettings(value);
    if (JSON.stringify(before) !== JSON.stringify(shared.settings.inlayHints)) refreshHints();
  };

  void ConfigurationProvider.ready.then(async () => apply(await ConfigurationProvider.getConfiguration(section, part)));
  ConfigurationProvider.onConfigurationSectionUpdate(({ section: changed, configuration }) => {
    const given: unknown = configuration;
    if (changed === section) apply(isRecord(given) ? given[part] : undefined);
  });
  const shown = new Set<string>();
  TextDocuments.onDidClose(({ document }) => shown.delete(document.uri));
  DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
    const fresh = documents.map(({ uri }) => uri.toString()).filter((uri) => TextDocuments.get(uri) && !shown.has(uri));
    for (const uri of fresh) shown.add(uri);
    // The editor requests the hints of a single open file by itself, but perhaps before there were any.
    if (fresh.length === 0 && TextDocuments.keys().length < 2) return;
    if (can?.codeLens?.refreshSupport === true) void connection.sendRequest('workspace/codeLens/refresh');
    refreshHints();
  });
}

/** The settings, each with its default if the editor sends anything but true or false. */
export function inlayHintSettings(value: unknown): InlayHintSettings {
  const fields = isRecord(value) ? value : {};
  const choose = (key: keyof InlayHintSettings): boolean => {
    const chosen = fields[key];
    return typeof chosen === 'boolean' ? chosen : defaultInlayHints[key];
  };
  return { lifeCycle: choose('lifeCycle'), protocol: choose('protocol'), time: choose('time') };
}
