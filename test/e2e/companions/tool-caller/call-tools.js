// Makes the calls of `calls.json` in the workspace's folder, one after the other, and shows the answers as a document.
const vscode = require('vscode');

async function callTools() {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'calls.json'));
  const answers = [];
  for (const { name, input } of JSON.parse(new TextDecoder().decode(bytes))) {
    answers.push(`${name}: ${await answerTo(name, input)}`);
  }
  const known = vscode.lm.tools.filter(({ tags }) => tags.includes('confer')).map(({ name }) => name);
  const content = `known: ${known.sort().join(', ')}\n${answers.join('\n')}\n`;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'plaintext' }));
}

async function answerTo(name, input) {
  try {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content.map(({ value }) => value).join('\n');
  } catch (error) {
    return `failed: ${error.message}`;
  }
}

module.exports = {
  activate: ({ subscriptions }) => {
    subscriptions.push(vscode.commands.registerCommand('toolCaller.call', callTools));
  },
};
