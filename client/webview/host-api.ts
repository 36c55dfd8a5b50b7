import type { WebviewToHost } from '../protocol/preview-messages.js';
import { type PreviewState, parsePreviewState } from '../protocol/preview-state.js';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The services of the editor that shows the page. */
export interface HostApi {
  post(message: WebviewToHost): void;
  /** The state stored by an earlier page; null if it is not usable. */
  storedState(): PreviewState | null;
  store(state: PreviewState): void;
}

/** Connects the page to the editor. Can be called once per page. */
export function connectHost(): HostApi {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    storedState: () => parsePreviewState(api.getState()) ?? null,
    store: (state) => api.setState(state),
  };
}
