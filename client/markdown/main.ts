import './markdown.css';
import { Fences } from './fences.js';
import { hasEditorColors } from './page-theme.js';

const fences = new Fences();
const draw = () => void fences.draw();

/** Draws before the next frame, once for however many changes. */
let awaited = 0;
function drawSoon(): void {
  if (awaited !== 0) return;
  awaited = requestAnimationFrame(() => {
    awaited = 0;
    draw();
  });
}

function begin(): void {
  if (hasEditorColors()) {
    // VS Code's own script puts the text into the page, before this one runs or after it.
    new MutationObserver(draw).observe(document.body, { childList: true });
  } else {
    // A site may change its page anywhere, and its colors by an attribute.
    new MutationObserver(drawSoon).observe(document.body, { childList: true, subtree: true });
    const colors = new MutationObserver(drawSoon);
    for (const element of [document.documentElement, document.body]) colors.observe(element, { attributes: true });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawSoon);
  }
  draw();
}

// Sent by VS Code's preview when it has taken over an edit.
window.addEventListener('vscode.markdown.updateContent', draw);
window.addEventListener('resize', draw);
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();
