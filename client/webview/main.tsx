import { render } from 'preact';
import './preview.css';
import { CommandRunner } from './command-runner.js';
import { commandOfKey } from './commands.js';
import { App, type AppActions } from './components/app.js';
import { adoptDrawingStyle } from './drawing-sheet.js';
import { takeAlong } from './export/take-along.js';
import { connectHost } from './host-api.js';
import { hostMessage } from './host-message.js';
import { outlineFits } from './outline-room.js';
import { initialState, reduce, storedState, type ViewAction } from './view-state.js';

const SCROLL_REST_MS = 150;

const host = connectHost();
const stored = host.storedState();
let state = initialState(stored);
let scrollProgress = stored?.scrollProgress ?? 0;
let scrollRest: ReturnType<typeof setTimeout> | undefined;
let shownZoom = 1;

const runner = new CommandRunner({
  state: () => state,
  dispatch,
  reveal,
  select: (selection) => actions.select(selection),
  shownZoom: () => shownZoom,
  outlineShown: () => state.options.outline ?? outlineFits(state.result?.timeline ?? null, innerWidth),
});

const actions: AppActions = {
  dispatch,
  select: (selection) => {
    dispatch({ type: 'select', selection });
    if (state.documentUri !== null) host.post({ type: 'select', documentUri: state.documentUri, ...selection });
  },
  reveal,
  fix: ({ code, message, range }) => {
    if (state.documentUri === null) return;
    dispatch({ type: 'mend' });
    host.post({ type: 'fix', documentUri: state.documentUri, finding: { code, message, range } });
  },
  run: (command) => runner.run(command),
  takeAlong: async (action, format, asShown) => {
    const { documentUri, result, folded, options } = state;
    const timeline = result?.timeline ?? null;
    if (documentUri === null || timeline === null) return null;
    const { filter, dim, time, scale } = options;
    const shown = asShown ? { folded, filter, dim, time, scale } : {};
    return takeAlong({ documentUri, timeline, shown }, action, format, host.post);
  },
  seek: (direction) => runner.seek(direction),
  zoomShown: (zoom) => {
    shownZoom = zoom;
  },
  scrolled: (progress) => {
    scrollProgress = progress;
    clearTimeout(scrollRest);
    scrollRest = setTimeout(store, SCROLL_REST_MS);
  },
};

function reveal(...[range, focus]: Parameters<AppActions['reveal']>): void {
  if (state.documentUri !== null) host.post({ type: 'reveal', documentUri: state.documentUri, range, focus });
}

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

document.addEventListener('keydown', (event) => {
  const command = commandOfKey(event);
  if (command === null || event.defaultPrevented || state.result?.timeline == null) return;
  event.preventDefault();
  // The editor around the page listens too, and would open a search of its own.
  event.stopPropagation();
  const field = command === 'search' ? document.querySelector<HTMLInputElement>('.search-bar input') : null;
  if (field !== null) field.select();
  else runner.run(command);
});

window.addEventListener('resize', show);

adoptDrawingStyle();
show();
host.post({ type: 'ready' });
