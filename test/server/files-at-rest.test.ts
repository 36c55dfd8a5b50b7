import { CstUtils } from 'langium';
import { describe, expect, test } from 'vitest';
import { ast, isAtRest } from '../../language/index.js';
import { generatedFlow } from '../bench/generated-flow.js';
import { TestEditor } from '../support/editor.js';
import { TestWorkspace } from '../support/workspace.js';

const named = (name: string) => generatedFlow(5).replace('flow Generated', `flow ${name}`);
const models = 'protocol Wire\nevent Note on Wire\n';

describe('a file that no editor shows', () => {
  test('a file that no editor shows lets go of its tree after the check, and has it again when it is asked for', async () => {
    const editor = await TestEditor.open({ 'a.confer': named('A') });
    const document = editor.document('a.confer');
    expect(isAtRest(document)).toBe(true);
    const root = document.parseResult.value;
    expect(isAtRest(document)).toBe(false);
    expect(ast.isConferFile(root) ? root.declarations.map(({ name }) => name) : []).toEqual(['A']);
    expect(root.$document).toBe(document);
    expect(root.$cstNode?.root.fullText).toBe(document.textDocument.getText());
    expect(document.references.length).toBeGreaterThan(20);
    expect(document.references.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  test('a file that no editor shows keeps its tree where another file imports it, or it declares more than flows', async () => {
    const editor = await TestEditor.open({
      'models.confer': models,
      'a.confer': named('A'),
      'b.confer': `import "a.confer"\nimport "models.confer"\n${named('B')}`,
    });
    const resting = ['models.confer', 'a.confer', 'b.confer'].filter((path) => isAtRest(editor.document(path)));
    expect(resting).toEqual(['b.confer']);
  });

  test('a file that no editor shows is found by its names and in what it refers to', async () => {
    const editor = await TestEditor.open({
      'models.confer': models,
      'a.confer': `import "models.confer"\n${named('A').replace('EventRevoked', 'Note on Wire')}`,
    });
    expect(isAtRest(editor.document('a.confer'))).toBe(true);
    const root = editor.document('models.confer').parseResult.value;
    const message = ast.isConferFile(root) ? root.declarations.find(ast.isMessage) : undefined;
    if (message === undefined) throw new Error('no message');
    const { IndexManager } = editor.services.shared.workspace;
    const path = editor.services.workspace.AstNodeLocator.getAstNodePath(message);
    const places = IndexManager.findAllReferences(message, path).map(({ sourceUri, segment }) => {
      return editor.textAt(sourceUri.toString(), segment.range);
    });
    expect(places.toArray()).toEqual(['a.confer Note']);
  });

  test('a file that no editor shows is not read for completions in other files', async () => {
    const editor = await TestEditor.open({ 'a.confer': named('A'), 'b.confer': 'flow B follows ¦' });
    const offered = await editor.completions('b.confer');
    expect(offered.length).toBeGreaterThan(0);
    expect(isAtRest(editor.document('a.confer'))).toBe(true);
  });

  test('a file that no editor shows rests again after many others were asked for', async () => {
    const paths = Array.from({ length: 40 }, (_, index) => `f${index}.confer`);
    const editor = await TestEditor.open(Object.fromEntries(paths.map((path, index) => [path, named(`F${index}`)])));
    const documents = paths.map((path) => editor.document(path));
    expect(documents.every(isAtRest)).toBe(true);
    for (const document of documents) {
      const root = document.parseResult.value.$cstNode;
      expect(root && CstUtils.findLeafNodeAtOffset(root, 0)?.text).toBe('flow');
    }
    expect(documents.filter((document) => !isAtRest(document)).length).toBeLessThan(20);
    expect(isAtRest(documents.at(-1) ?? editor.document('f0.confer'))).toBe(false);
  });

  test('a file that no editor shows keeps what was found in it', async () => {
    const editor = await TestEditor.open({ 'a.confer': named('A').replace('IxnServer -> Bob : EventAck', '') });
    const document = editor.document('a.confer');
    const found = await editor.services.analysis.AnalysisProvider.analyze(document);
    expect(found.findings.length).toBeGreaterThan(0);
    expect(isAtRest(document)).toBe(true);
    expect(document.parseResult.value.$type).toBe('ConferFile');
    expect(await editor.services.analysis.AnalysisProvider.analyze(document)).toBe(found);
  });

  test('a file that no editor shows has its flows analyzed again, and is not read again, when something asks for them', async () => {
    const editor = await TestEditor.open({ 'a.confer': named('A') });
    const workspace = await TestWorkspace.create({ 'a.confer': named('A') });
    const whole = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document('a.confer'));
    const document = editor.document('a.confer');
    const found = await editor.services.analysis.AnalysisProvider.analyze(document);
    expect(found.findings).toEqual(whole.findings);
    const visitsOf = ({ flows }: typeof whole) =>
      flows.map(({ exploration, comparisons }) =>
        exploration.visits.map(({ index, phase, edges }) => [phase, edges, comparisons[index]?.copies.length]),
      );
    expect(visitsOf(found)).toEqual(visitsOf(whole));
    expect(isAtRest(document)).toBe(true);
  });

  test('a file that no editor shows lets go of the analysis of its flows after many others, unless something was found in them', async () => {
    const paths = Array.from({ length: 40 }, (_, index) => `f${index}.confer`);
    const editor = await TestEditor.open({
      'good.confer': named('Good'),
      'bad.confer': named('Bad').replace('IxnServer -> Bob : EventAck', ''),
      ...Object.fromEntries(paths.map((path, index) => [path, named(`F${index}`)])),
    });
    const analysisOf = (path: string) => editor.services.analysis.AnalysisProvider.analyze(editor.document(path));
    const [good, bad] = [await analysisOf('good.confer'), await analysisOf('bad.confer')];
    expect((await analysisOf('good.confer')) === good).toBe(true);
    for (const path of paths) await analysisOf(path);
    expect((await analysisOf('good.confer')) === good).toBe(false);
    expect((await analysisOf('bad.confer')) === bad).toBe(true);
  });
});
