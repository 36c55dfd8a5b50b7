import * as vscode from 'vscode';
import type { HostToWebview, WebviewToHost } from '../protocol/preview-messages.js';
import { timelineSettings } from '../settings.js';
import { newNonce, previewHtml } from './preview-html.js';
import { parseWebviewMessage } from './preview-message-guard.js';

/** The page in a timeline panel. A hidden panel has none: messages to it are lost. */
export class PanelPage {
  private readonly panel: vscode.WebviewPanel;
  /** Whether the page is loaded and listens. */
  ready = false;

  /**
   * Loads the page into a panel, a new one or one that the editor has restored.
   * @param receive gets the page's messages
   */
  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, receive: (message: WebviewToHost) => void) {
    this.panel = panel;
    const folder = vscode.Uri.joinPath(extensionUri, 'out', 'webview');
    const { webview } = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'images', 'file-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'images', 'file-dark.svg'),
    };
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((value: unknown) => {
      const message = parseWebviewMessage(value);
      if (message !== undefined) {
        receive(message);
      }
    });
    webview.html = previewHtml({
      cspSource: webview.cspSource,
      nonce: newNonce(),
      ...timelineSettings(),
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'preview.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'preview.css')).toString(),
    });
  }

  /** Says something to the page; nothing if there is nothing to say. */
  post(message: HostToWebview | undefined): void {
    if (this.ready && message !== undefined) {
      void this.panel.webview.postMessage(message);
    }
  }
}
