import './markdown.css';
import { Fences } from './fences.js';

const fences = new Fences();
const draw = () => void fences.draw();

function begin(): void {
  // VS Code's own script puts the text into the page, before this one runs or after it.
  new MutationObserver(draw).observe(document.body, { childList: true });
  draw();
}

// Sent by VS Code's preview when it has taken over an edit.
window.addEventListener('vscode.markdown.updateContent', draw);
window.addEventListener('resize', draw);
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
else begin();
