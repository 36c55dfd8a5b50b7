import { render } from 'preact';
import { patchTimeline } from '../../server/protocol/timeline-patch.js';
import type { Range } from '../../timeline/types/timeline.js';
import './preview.css';
import type { ExportCommand } from '../protocol/export-message.js';
import type { HostToWebview } from '../protocol/preview-messages.js';
import { afterFrame } from './after-frame.js';
import { App } from './app.js';
import type { AppActions } from './app-actions.js';
import { CommandRunner } from './command-runner.js';
import { commandOfKey } from './commands.js';
import { CoveragePull } from './coverage-pull.js';
import { adoptDrawingStyle } from './diagram/drawing-sheet.js';
import { PageScrollSync } from './diagram/page-scroll-sync.js';
import { ViewPort } from './diagram/view-port.js';
import { runExport } from './export/run-export.js';
import { connectHost } from './host-api.js';
import { hostMessage } from './host-message.js';
import { restoringFocus, returnToFocus } from './state/focus-restore.js';
import { stopWith } from './state/navigation.js';
import { outlineFits } from './state/outline-visibility.js';
import { initialViewState, reduce, storedState, type ViewAction } from './state/view-state.js';

const SCROLL_REST_MS = 150;

const host = connectHost();
const stored = host.storedState();
let state = initialViewState(stored, document.getElementById('app')?.hasAttribute('data-fit'));
let scrollProgress = stored?.scrollProgress ?? 0;
let scrollRest: ReturnType<typeof setTimeout> | undefined;
let shownZoom = 1;
let drawing = false;
const viewPort = new ViewPort();
const scrollSync = new PageScrollSync(viewPort, {
  timeline: () => (state.options.scrollSync && !state.options.table ? (state.result?.timeline ?? null) : null),
  tell: (range) => {
    if (state.documentUri !== null) host.post({ type: 'scrolled', documentUri: state.documentUri, range });
  },
});

const coveragePull = new CoveragePull((documentUri, flow) => host.post({ type: 'list-coverage', documentUri, flow }));

const runner = new CommandRunner({
  state: () => state,
  dispatch,
  reveal,
  select: (selection) => actions.select(selection),
  shownZoom: () => shownZoom,
  outlineShown: () => state.options.outline ?? outlineFits(state.result?.timeline ?? null, innerWidth),
  minimapShown: () => state.options.minimap ?? viewPort.long,
});

const actions: AppActions = {
  dispatch,
  select: (selection) => {
    dispatch({ type: 'select', selection });
    if (state.documentUri !== null) host.post({ type: 'select', documentUri: state.documentUri, ...selection });
  },
  reveal,
  open: ({ uri, range }) => {
    if (state.documentUri !== null) host.post({ type: 'open', documentUri: state.documentUri, uri, range });
  },
  showFinding: (finding) => {
    const { documentUri, result } = state;
    const timeline = result?.timeline ?? null;
    if (documentUri === null || timeline === null) return;
    const stop = stopWith(timeline, finding);
    const { id, message, range } = finding;
    if (stop === null) host.post({ type: 'show-finding', documentUri, finding: { id, message }, range });
    else runner.show(stop, range);
  },
  fix: ({ id, message }) => {
    if (state.documentUri === null) return;
    dispatch({ type: 'fix-requested' });
    host.post({ type: 'fix', documentUri: state.documentUri, finding: { id, message } });
  },
  help: (command) => host.post({ type: 'help', documentUri: state.documentUri ?? '', command }),
  saveScenario: (flow, path) => {
    if (state.documentUri !== null) host.post({ type: 'save-scenario', documentUri: state.documentUri, flow, path });
  },
  run: (command) => runner.run(command),
  runExport: async (action, format, { asShown, theme }) => {
    const { documentUri, result, folded, options } = state;
    if (documentUri === null || result === null || result.timeline === null) return null;
    const { filter, dim, time, scale } = options;
    const look = asShown ? { folded, filter, dim, time, scale } : {};
    // The notice below the picture does not come along: the timeline itself states what it is.
    const syntaxError = result.stale ? 'last-valid' : 'readable';
    const timeline = result.unreadable === null ? result.timeline : ({ ...result.timeline, syntaxError } as const);
    return runExport({ documentUri, timeline, look, theme }, action, format, host.post);
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

function reveal(...[range, focus, recorded]: Parameters<AppActions['reveal']>): void {
  const { documentUri } = state;
  if (documentUri === null) return;
  host.post({ type: 'reveal', documentUri, range, focus, ...(recorded === undefined ? {} : { recorded }) });
}

/** Runs a command of the editor; what the page's menu would show next to itself, the editor shows. */
async function runExportCommand({ documentUri, action, format }: ExportCommand): Promise<void> {
  if (documentUri !== state.documentUri) return;
  const complaint = await actions.runExport(action, format, { asShown: true, theme: null });
  if (complaint !== null) host.post({ type: 'refused', documentUri, text: complaint });
}

/** The editor shows another part of the text. */
function follow(documentUri: string, range: Range): void {
  if (documentUri === state.documentUri) scrollSync.follow(range);
}

function dispatch(action: ViewAction): void {
  const next = reduce(state, action);
  if (next === state) return;
  // Another flow is scrolled to where it was left.
  if (action.type === 'received') scrollProgress = next.scroll;
  state = next;
  store();
  coveragePull.update(state);
  show();
}

function store(): void {
  const keep = storedState(state, scrollProgress);
  if (keep !== null) host.store(keep);
}

function show(): void {
  const root = document.getElementById('app');
  // A focus change while the page is drawn requests another state, which is drawn afterwards.
  if (root === null || drawing) return;
  drawing = true;
  try {
    restoringFocus(() => {
      for (let drawn: unknown; drawn !== state; ) {
        drawn = state;
        render(<App state={state} actions={actions} initialScroll={scrollProgress} viewPort={viewPort} />, root);
      }
    });
  } finally {
    drawing = false;
  }
}

/** A message as the state takes it, patches applied. Null if a patch is of another timeline than the page has. */
function whole(message: HostToWebview): HostToWebview | null {
  if (message.type !== 'timeline-patch') return message;
  const { documentUri, patches, chosen } = message;
  let result = documentUri === state.documentUri ? state.result : null;
  for (const patch of patches) result = patchTimeline(result, patch) ?? null;
  if (result !== null) return { type: 'timeline', documentUri, result, ...(chosen === undefined ? {} : { chosen }) };
  host.post({ type: 'ready' });
  return null;
}

/** Messages of the host that have come after a patch that is not drawn yet, it first. */
let deferred: HostToWebview[] = [];

/** Takes a message: at once, but a patch, which comes of a key, when the editor has drawn the key; and in their order. */
function hear(message: HostToWebview): void {
  if (deferred.length === 0 && message.type !== 'timeline-patch') receive(message);
  else if (deferred.push(message) === 1) afterFrame(receiveDeferred);
}

function receiveDeferred(): void {
  const messages = deferred;
  deferred = [];
  for (const message of messages) receive(message);
}

function receive(given: HostToWebview): void {
  const message = whole(given);
  if (message?.type === 'run-export') void runExportCommand(message);
  else if (message?.type === 'editor-scrolled') follow(message.documentUri, message.range);
  else if (message !== null) {
    // Scrolling at this moment is caused by the text.
    viewPort.led = false;
    dispatch({ type: 'received', message, scroll: scrollProgress });
  }
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = hostMessage(event.data);
  if (message !== null) hear(message);
});

document.addEventListener('keydown', (event) => {
  const command = commandOfKey(event);
  if (command === null || event.defaultPrevented || state.result?.timeline == null) return;
  event.preventDefault();
  // The editor around the page listens too, and would open a search of its own.
  event.stopPropagation();
  // The key that opens the details leads into them next, and closes them from there.
  const details = command === 'details' ? document.querySelector<HTMLElement>('.details-panel') : null;
  const field = command === 'search' ? document.querySelector<HTMLInputElement>('.search-bar input') : null;
  if (field !== null) field.select();
  else if (details !== null && !details.contains(document.activeElement)) details.focus();
  else runner.run(command, true);
});

window.addEventListener('resize', show);
returnToFocus(window);
scrollSync.listen(document);

adoptDrawingStyle();
show();
host.post({ type: 'ready' });
