import { Cancellation, interruptAndCheck, type LangiumDocument, type LangiumDocuments } from 'langium';
import type { AnalysisProvider } from '../analysis/analysis-provider.js';
import type { Finding } from '../analysis/finding.js';
import type { RuleCode } from '../analysis/rules.js';
import type { ConferCoreServices } from '../confer-services.js';
import { Fault } from './fault.js';
import {
  applyEdits,
  type Fix,
  type OfferedFix,
  type OffsetEdit,
  overlapping,
  type Proposal,
  type TextEdit,
} from './fix.js';
import { FixCheck, judgeEdits, judgeUncovering, type Tried } from './fix-check.js';
import { proposalsFor } from './fix-registry.js';
import { formattedEdits } from './formatted-edits.js';
import { selectedRange, textEdit } from './text-edits.js';
import { type Mending, Together } from './together.js';

/** Rounds of "fix all": each mends everything that one look at the file shows. */
const MOST_ROUNDS = 20;
/** Rounds of mending what a fix brings to light. */
const MOST_REVEALING = 3;

/** What may be spent on trying, and what needs no trial any more. */
interface Budget {
  tried: number;
  readonly mostTried: number;
  readonly sound: ReadonlySet<string>;
}

/** A proposal that holds, with the way that does. */
interface Held {
  readonly proposal: Proposal;
  readonly edits: readonly OffsetEdit[];
  readonly clean: boolean;
  readonly after: Tried | undefined;
}

/**
 * Mends findings. Each fix has been tried on a copy of the document: the finding is gone, and no new error has come.
 * The editor and the command line offer the same.
 */
export class FixProvider {
  private readonly check: FixCheck;
  private readonly documents: LangiumDocuments;
  private readonly analysis: () => AnalysisProvider;
  /** By the document's links, as the analysis is. */
  private readonly known = new WeakMap<LangiumDocument['references'], Map<Finding, readonly Fix[]>>();

  constructor(services: ConferCoreServices) {
    this.check = new FixCheck(services);
    this.documents = services.shared.workspace.LangiumDocuments;
    this.analysis = () => services.analysis.AnalysisProvider;
  }

  /**
   * The fixes of a finding, the preferred one first.
   * @param finding one of the document's findings
   * @throws OperationCancelled where the token asks for it
   */
  async fixes(
    document: LangiumDocument,
    finding: Finding,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<readonly Fix[]> {
    const known = this.of(document);
    let fixes = known.get(finding);
    if (fixes === undefined) {
      const held = await this.held(document, finding, unbounded(), token);
      fixes = held.map(([way, preferred]) => fixOf(document, way, preferred));
      known.set(finding, fixes);
    }
    return fixes;
  }

  /**
   * What the fixes of a document's findings are called, the preferred one first: without their edits, which take time
   * to lay out. What a finding's only likely fix does is tried together with those of the others.
   * @param mostTried so many characters are read again to try fixes; beyond it, they are told untried
   * @throws OperationCancelled where the token asks for it
   */
  async titles(
    document: LangiumDocument,
    mostTried = Number.POSITIVE_INFINITY,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<ReadonlyMap<Finding, readonly OfferedFix[]>> {
    const analysis = await this.analysis().analyze(document, token);
    const mending = analysis.findings.flatMap((finding): Mending[] => {
      const fault = new Fault(document, analysis, finding, this.documents.all);
      const [only, another] = proposalsFor(fault).filter(({ likely }) => likely);
      const edits = only?.ways.find((way) => way.length > 0 && !overlapping(way));
      return edits === undefined || another !== undefined ? [] : [{ fault, edits }];
    });
    const together = new Together(this.check, { document, analysis }, async () => undefined);
    const sound = new Set<string>();
    for (const code of new Set(mending.map(({ fault }) => fault.finding.code))) {
      const alike = apart(mending.filter(({ fault }) => fault.finding.code === code));
      const joint = alike.length > 1 ? await together.all(alike, token) : undefined;
      for (const { edits } of joint === undefined ? [] : alike) sound.add(editsKey(edits));
    }
    const budget: Budget = { tried: 0, mostTried, sound };
    const titles = new Map<Finding, readonly OfferedFix[]>();
    for (const finding of analysis.findings) {
      const held = await this.held(document, finding, budget, token);
      titles.set(
        finding,
        held.map(([{ proposal }, preferred]) => ({ title: proposal.title, preferred })),
      );
    }
    return titles;
  }

  /**
   * Mends everything of some codes at once, by the preferred fixes.
   * @returns no edits where there is nothing to mend
   * @throws OperationCancelled where the token asks for it
   */
  async fixAll(
    document: LangiumDocument,
    codes: ReadonlySet<RuleCode>,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<readonly TextEdit[]> {
    const before = document.textDocument.getText();
    let tried: Tried = { document, analysis: await this.analysis().analyze(document, token) };
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = await this.mendRound(tried, codes, token);
      if (next === undefined) break;
      tried = next;
    }
    const after = tried.document.textDocument.getText();
    const [edit] = difference(before, after);
    if (edit === undefined) return [];
    return formattedEdits(document, [edit], tried.document).map((tidy) => textEdit(document, tidy));
  }

  private async held(
    document: LangiumDocument,
    finding: Finding,
    budget: Budget,
    token: Cancellation.CancellationToken,
  ): Promise<(readonly [Held, boolean])[]> {
    const fault = new Fault(document, await this.analysis().analyze(document, token), finding, this.documents.all);
    const held: Held[] = [];
    for (const proposal of proposalsFor(fault)) {
      const way = await this.firstThatHolds(fault, proposal, budget, token);
      if (way !== undefined) held.push(way);
    }
    const preferred = bestOf(held);
    return held
      .sort((a, b) => Number(b === preferred) - Number(a === preferred))
      .map((way) => [way, way === preferred]);
  }

  private async firstThatHolds(
    fault: Fault,
    proposal: Proposal,
    budget: Budget,
    token: Cancellation.CancellationToken,
  ): Promise<Held | undefined> {
    for (const edits of proposal.ways) {
      if (edits.length === 0 || overlapping(edits)) continue;
      const isSound = proposal.sure === true || (proposal.likely && budget.sound.has(editsKey(edits)));
      if (isSound) return { proposal, edits, clean: true, after: undefined };
      const text = applyEdits(fault.source.text, edits);
      budget.tried += text.length;
      if (budget.tried > budget.mostTried) return { proposal, edits, clean: true, after: undefined };
      await interruptAndCheck(token);
      const after = await this.check.try(fault.document, text, token);
      const { mends, clean } = judgeEdits(fault, proposal, edits, after);
      if (mends) return { proposal, edits, clean, after };
      const further = await this.withRevealed(fault, proposal, after, token);
      if (further !== undefined) return further;
      if (proposal.uncovers !== true) continue;
      const uncovering = judgeUncovering(fault, proposal, edits, after);
      if (uncovering.mends) return { proposal, edits, clean: uncovering.clean, after };
    }
    return undefined;
  }

  /** The edits with those that mend what they bring to light. */
  private async withRevealed(
    fault: Fault,
    proposal: Proposal,
    first: Tried,
    token: Cancellation.CancellationToken,
  ): Promise<Held | undefined> {
    if (proposal.reveals === undefined) return undefined;
    let after = first;
    for (let round = 0; round < MOST_REVEALING; round++) {
      const next = await this.mendRound(after, proposal.reveals, token);
      if (next === undefined) break;
      after = next;
    }
    const edits = difference(fault.source.text, after.document.textDocument.getText());
    const { mends, clean } = judgeEdits(fault, proposal, edits, after);
    return mends ? { proposal, edits, clean, after } : undefined;
  }

  /** Mends what can be mended at once: each finding as its preferred fix does. */
  private async mendRound(
    { document, analysis }: Tried,
    codes: ReadonlySet<RuleCode>,
    token: Cancellation.CancellationToken,
  ): Promise<Tried | undefined> {
    const mending: Mending[] = [];
    const names = new Set<string>();
    for (const finding of analysis.findings.filter(({ code }) => codes.has(code))) {
      await interruptAndCheck(token);
      const fault = new Fault(document, analysis, finding, this.documents.all);
      // A name that is written again is mended with the first, or in the next round as that one was.
      const name = `${finding.code} ${fault.source.text.slice(fault.start, fault.end)}`;
      if (finding.code.startsWith('unknown-') && names.has(name)) continue;
      names.add(name);
      const edits = await this.likelyEdits(fault, token);
      if (edits !== undefined) mending.push({ fault, edits });
    }
    const together = await new Together(this.check, { document, analysis }, (fault) => this.preferred(fault, token)).of(
      apart(mending),
      token,
    );
    return together?.tried;
  }

  /** What a finding's preferred fix writes, untried where there is but one that may be it. */
  private async likelyEdits(
    fault: Fault,
    token: Cancellation.CancellationToken,
  ): Promise<readonly OffsetEdit[] | undefined> {
    const proposals = proposalsFor(fault);
    const whole = proposals.find((proposal) => proposal.whole);
    const [only, another] = whole === undefined ? proposals.filter(({ likely }) => likely) : [whole];
    if (only === undefined) return undefined;
    if (another !== undefined) return (await this.preferred(fault, token))?.edits;
    return only.ways.find((edits) => edits.length > 0 && !overlapping(edits));
  }

  private async preferred(fault: Fault, token: Cancellation.CancellationToken): Promise<Held | undefined> {
    const held: Held[] = [];
    for (const proposal of proposalsFor(fault).filter(({ likely }) => likely)) {
      const way = await this.firstThatHolds(fault, proposal, unbounded(), token);
      if (way !== undefined) held.push(way);
    }
    return bestOf(held);
  }

  private of(document: LangiumDocument): Map<Finding, readonly Fix[]> {
    let known = this.known.get(document.references);
    if (known === undefined) {
      known = new Map();
      this.known.set(document.references, known);
    }
    return known;
  }
}

function fixOf(document: LangiumDocument, { proposal, edits, after }: Held, preferred: boolean): Fix {
  const { title, renames, silences } = proposal;
  const tidy = after === undefined ? edits : formattedEdits(document, edits, after.document);
  const caret = selectedRange(document, tidy);
  return {
    title,
    preferred,
    edits: tidy.map((edit) => textEdit(document, edit)),
    ...(caret === undefined ? {} : { caret }),
    ...(renames === true ? { renames } : {}),
    ...(silences === true ? { silences } : {}),
  };
}

function unbounded(): Budget {
  return { tried: 0, mostTried: Number.POSITIVE_INFINITY, sound: new Set() };
}

/** The preferred one: of those that are equally near, the one that leaves less to mend was meant. */
function bestOf(held: readonly Held[]): Held | undefined {
  return held.filter(({ proposal, clean }) => proposal.likely && clean).sort((a, b) => leftAfter(a) - leftAfter(b))[0];
}

/** Errors and warnings count alike; among as many of them, information counts. */
function leftAfter({ after }: Held): number {
  if (after === undefined) return 0;
  const { findings } = after.analysis;
  const faults = findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  return faults + (findings.length - faults) / (findings.length + 1);
}

/** Those that do not write what another one writes. */
function apart(mending: readonly Mending[]): Mending[] {
  const taken = new Set<string>();
  return mending.filter(({ edits }) => {
    const keys = edits.map(editKey);
    if (keys.some((key) => taken.has(key))) return false;
    for (const key of keys) taken.add(key);
    return true;
  });
}

function editsKey(edits: readonly OffsetEdit[]): string {
  return edits.map(editKey).join('\n');
}

function editKey({ start, end, text }: OffsetEdit): string {
  return `${start}/${end}/${text}`;
}

/** One edit over all that differs, in whole lines. */
function difference(before: string, after: string): OffsetEdit[] {
  if (before === after) return [];
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  start = before.lastIndexOf('\n', start - 1) + 1;
  let same = 0;
  while (same < least - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return [{ start, end: before.length - same, text: after.slice(start, after.length - same) }];
}
