import { render } from 'preact';
import './preview.css';
import { App, type AppActions } from './components/app.js';
import { adoptDrawingStyle } from './drawing-sheet.js';
import { takeAlong } from './export/take-along.js';
import { connectHost } from './host-api.js';
import { hostMessage } from './host-message.js';
import { initialState, reduce, storedState, type ViewAction } from './view-state.js';

const SCROLL_REST_MS = 150;

const host = connectHost();
const stored = host.storedState();
let state = initialState(stored);
let scrollProgress = stored?.scrollProgress ?? 0;
let scrollRest: ReturnType<typeof setTimeout> | undefined;

const actions: AppActions = {
  dispatch,
  select: (selection) => {
    dispatch({ type: 'select', selection });
    if (state.documentUri !== null) host.post({ type: 'select', documentUri: state.documentUri, ...selection });
  },
  reveal: (range, focus) => {
    if (state.documentUri !== null) host.post({ type: 'reveal', documentUri: state.documentUri, range, focus });
  },
  takeAlong: async (action, format, asShown) => {
    const { documentUri, result, folded } = state;
    const timeline = result?.timeline ?? null;
    if (documentUri === null || timeline === null) return null;
    return takeAlong({ documentUri, timeline, shown: asShown ? { folded } : {} }, action, format, host.post);
  },
  scrolled: (progress) => {
    scrollProgress = progress;
    clearTimeout(scrollRest);
    scrollRest = setTimeout(store, SCROLL_REST_MS);
  },
};

function dispatch(action: ViewAction): void {
  const next = reduce(state, action);
  if (next === state) return;
  if (next.documentUri !== state.documentUri) scrollProgress = 0;
  state = next;
  store();
  show();
}

function store(): void {
  const keep = storedState(state, scrollProgress);
  if (keep !== null) host.store(keep);
}

function show(): void {
  const root = document.getElementById('app');
  if (root !== null) render(<App state={state} actions={actions} initialScroll={scrollProgress} />, root);
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = hostMessage(event.data);
  if (message !== null) dispatch({ type: 'received', message });
});

adoptDrawingStyle();
show();
host.post({ type: 'ready' });
