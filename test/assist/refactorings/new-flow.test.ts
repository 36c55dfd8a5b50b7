import { TextDocument } from 'langium';
import { expect, test } from 'vitest';
import type { Finding } from '../../../check/index.js';
import { libraryUri } from '../../../language/library/library.js';
import { holds, timeLimit } from '../../properties/checking.js';
import { randomModel } from '../../properties/random-model.js';
import { Writer } from '../../properties/writing.js';
import { brief, checkText } from '../../support/check.js';
import { FaultyFile } from '../../support/faulty-file.js';
import { TestWorkspace } from '../../support/workspace.js';

test('a new flow of the built-in model has every phase and every outcome, linked, and nothing to find', async () => {
  const workspace = await TestWorkspace.create();
  const library = workspace.shared.workspace.LibraryDocuments.document(libraryUri('genesys/conference.confer'));
  if (library === undefined) throw new Error('The library is not loaded.');
  const { RefactoringProvider } = workspace.services.fixes;
  const text = (await RefactoringProvider.newFile([{ document: library, model: 'Conference' }])) ?? '';
  expect(text.match(/^ {2}phase (\w+)/gm)).toHaveLength(7);
  expect(text).toContain('    next InvitationAccepted | InvitationRejected | InvitationTimesOut after 30s\n');
  expect(text).toContain('  start InvitationIssued | InvitationInvalid\n');
  expect((await checkText(text)).map(brief)).toEqual([]);
  expect(await RefactoringProvider.newFile([{ document: library, model: 'NoSuchModel' }])).toBeNull();
});

const model = `protocol Line
message Call on Line
message Pick on Line
message Bell on Line
model Talk {
  party  caller
  party  callee
  system desk
  states idle, pending rung, busy
  channel desk <-> caller, callee on Line
  phase Ring {
    trigger caller -> desk : Call
    needs callee idle
    moves callee from idle to rung
    desk -> callee : Bell
  }
  phase Answer {
    trigger callee -> desk : Pick
    moves callee from rung to busy
    desk -> caller : Pick
  }
  phase Tire {
    trigger timeout at desk
    moves callee from rung to idle
  }
  phase Celebrate {
    needs caller busy
    desk -> callee : Bell
  }
}
`;

test('a new flow of a model in a file is put after it, its name selected, with a comment that names unreached phases', async () => {
  const file = await FaultyFile.open(`${model}\nflow TalkFlow follows Talk {}\n`);
  const place = { line: 4, character: 8 };
  const { RefactoringProvider } = file.workspace.services.fixes;
  const [offered, another] = await RefactoringProvider.refactorings(file.document, { start: place, end: place });
  expect([offered?.title, offered?.kind, another]).toEqual(['New flow that follows "Talk"', 'extract', undefined]);
  const after = file.after(offered?.edits ?? []);
  expect(after).toContain(`
flow TalkFlow2 follows Talk {
  party  Caller as caller
  party  Callee as callee
  system Desk   as desk

  phase Ring is Ring {
    Caller -> Desk   : Call
    Desk   -> Callee : Bell
    next Answer | Tire after 30s
  }

  phase Answer is Answer {
    Callee -> Desk   : Pick
    Desk   -> Caller : Pick
  }

  phase Tire is Tire

  // Not reached with one participant per role: Celebrate.
}

flow TalkFlow follows Talk {}`);
  const line = after.split('\n')[offered?.caret?.start.line ?? 0];
  expect(line?.slice(offered?.caret?.start.character, offered?.caret?.end.character)).toBe('TalkFlow2');
});

test('a model with a mistake of its own has no flow', async () => {
  const file = await FaultyFile.open(model.replace('pending rung', 'pending rang'));
  expect(await file.workspace.services.fixes.RefactoringProvider.newFlow(file.document, 'Talk')).toBeUndefined();
});

test(
  'any model without a mistake gives a flow without one',
  async () => {
    const writer = new Writer();
    let made = 0;
    await holds(60, async (choices) => {
      const text = writer.model(randomModel(choices, { ownMessages: choices.chance(50), order: true }));
      const workspace = await TestWorkspace.create({ 'model.confer': text });
      const document = workspace.document('model.confer');
      const own = (await workspace.services.analysis.AnalysisProvider.analyze(document)).findings;
      if (own.some(({ severity }) => severity === 'error')) return;
      const flow = await workspace.services.fixes.RefactoringProvider.newFlow(document, 'Pattern0');
      const after = TextDocument.applyEdits(document.textDocument, [...(flow?.edits ?? [])]);
      expect(after, text).toContain('flow Pattern0Flow follows Pattern0');
      const problems = (await checkText(after)).filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      expect(problems.map(brief), after).toEqual([]);
      made++;
    });
    expect(made).toBeGreaterThan(10);
  },
  timeLimit,
);

test('in a new flow of several models, phases that two of them have get different names, and there are no findings', async () => {
  const workspace = await TestWorkspace.create();
  const { RefactoringProvider } = workspace.services.fixes;
  const followed = ['conference', 'transfer', 'stop'].map((file, index) => {
    const document = workspace.shared.workspace.LibraryDocuments.document(libraryUri(`genesys/${file}.confer`));
    if (document === undefined) throw new Error(`${file} is not in the library.`);
    return { document, model: ['Conference', 'Transfer', 'StopProcessing'][index] ?? '' };
  });
  const text = (await RefactoringProvider.newFile(followed)) ?? '';
  expect(text).toMatch(/^flow ConferenceFlow follows Conference, Transfer, StopProcessing \{\n/);
  expect(text).toContain('phase TransferInvitationIssued is Transfer.InvitationIssued');
  expect((await checkText(text)).filter(isProblem)).toEqual([]);
});

test('in a new flow of several models, a party that joins by one of them plays the role that another begins with', async () => {
  const workspace = await TestWorkspace.create();
  const { RefactoringProvider } = workspace.services.fixes;
  const followed = (['intrusion Intrusion', 'deliver DeliverToAgent', 'stop StopProcessing'] as const).map((wanted) => {
    const [file = '', model = ''] = wanted.split(' ');
    const document = workspace.shared.workspace.LibraryDocuments.document(libraryUri(`genesys/${file}.confer`));
    if (document === undefined) throw new Error(`${file} is not in the library.`);
    return { document, model };
  });
  const text = (await RefactoringProvider.newFile(followed)) ?? '';
  expect(text).toMatch(/^ {2}party +Agent +as agent, agent1 initially outside$/m);
  expect(text).toMatch(/^ {2}party +Agent2 +as agent2$/m);
  const accepted = /phase DeliveryAccepted [^}]*next (.*)/.exec(text)?.[1];
  expect(accepted).toBe('IntrusionRequested | RejectedByServer | StoppedByMediaServer | StoppedByAgent | end');
  expect((await checkText(text)).filter(isProblem)).toEqual([]);
});

test('the file of a new flow imports a model that is seen by an import only', async () => {
  const workspace = await TestWorkspace.create();
  const document = workspace.shared.workspace.LibraryDocuments.document(libraryUri('xmpp/workgroup.confer'));
  if (document === undefined) throw new Error('The library has no such file.');
  const text = (await workspace.services.fixes.RefactoringProvider.newFile([{ document, model: 'Workgroup' }])) ?? '';
  expect(text).toMatch(/^import "confer:xmpp\/workgroup"\n\nflow WorkgroupFlow follows Workgroup \{\n/);
  expect((await checkText(text)).filter(isProblem)).toEqual([]);
});

function isProblem({ severity }: Finding): boolean {
  return severity === 'error' || severity === 'warning';
}
