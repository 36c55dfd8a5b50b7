import { Cancellation, DocumentState } from 'langium';
import { expect, test } from 'vitest';
import { brief } from '../support/check.js';
import { TestWorkspace } from '../support/workspace.js';

const flow = `import "model.confer"
flow F follows M {
  party A as p
  system S as r
  phase X is Start { A -> S : Go }
}
`;
const model = `protocol P
message Go on P
message Stop on P
model M {
  party p
  system r
  states here, there
  channel p <-> r on P
  phase Start { moves p from here to there  p -> r : Go }
}
`;

// A build may be canceled between any two documents, and in between their phases.
test.each(['Parsed', 'IndexedContent', 'ComputedScopes', 'Linked', 'IndexedReferences', 'Validated'] as const)(
  'a build called off at %s is made up for by the next',
  async (phase) => {
    for (const which of ['model.confer', 'flow.confer']) {
      const workspace = await TestWorkspace.create({ 'model.confer': model, 'flow.confer': flow });
      const { DocumentBuilder } = workspace.shared.workspace;
      const source = new Cancellation.CancellationTokenSource();
      const listener = DocumentBuilder.onDocumentPhase(DocumentState[phase], (document) => {
        if (workspace.path(document.uri) === which) source.cancel();
      });
      await workspace.write({ 'model.confer': model.replace('p -> r : Go', 'p -> r : Stop') }, source.token);
      listener.dispose();
      await DocumentBuilder.update([], []);
      const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(
        workspace.document('flow.confer'),
      );
      expect(findings.filter(({ severity }) => severity === 'error').map(brief)).toEqual([
        'error missing-message 5:9',
        'error unexpected-message 5:31',
      ]);
      const shown = workspace.document('flow.confer').diagnostics ?? [];
      expect(shown.map(({ code }) => code)).toEqual(findings.map(({ code }) => code));
    }
  },
);
