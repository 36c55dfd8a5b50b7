import './markdown.css';
import { Fences } from './fences.js';
import { FlowTextReader } from './flow-text.js';

const fences = new Fences(new FlowTextReader());
const draw = () => void fences.draw();

// Sent by VS Code's preview when it has taken over an edit.
window.addEventListener('vscode.markdown.updateContent', draw);
window.addEventListener('resize', draw);
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', draw);
else draw();
