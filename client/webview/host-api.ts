import type { PreviewState, WebviewToHost } from '../preview-protocol/preview-messages.js';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What the page may ask of the editor that shows it. */
export interface HostApi {
  post(message: WebviewToHost): void;
  /** What an earlier life of this page left, null where there is nothing usable. */
  storedState(): PreviewState | null;
  store(state: PreviewState): void;
}

/** Connects the page to the editor. Can be called once per page. */
export function connectHost(): HostApi {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    storedState: () => {
      const state = api.getState();
      return isPreviewState(state) ? state : null;
    },
    store: (state) => api.setState(state),
  };
}

function isPreviewState(value: unknown): value is PreviewState {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Partial<Record<keyof PreviewState, unknown>>;
  return (
    state.v === 1 &&
    typeof state.documentUri === 'string' &&
    (state.flow === null || typeof state.flow === 'string') &&
    (state.scenario === null || typeof state.scenario === 'string') &&
    (state.path === null || isStrings(state.path)) &&
    isStrings(state.folded) &&
    typeof state.scrollProgress === 'number'
  );
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
