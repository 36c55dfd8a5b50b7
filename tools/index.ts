export { tools } from './tool-table.js';
export { Toolbox, ToolError, type ToolHost } from './toolbox.js';
