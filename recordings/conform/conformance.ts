import type { AllowedDeviation, Capture } from '../../check/index.js';
import { FollowedMessages } from '../follow/followed-messages.js';
import { Follower } from '../follow/follower.js';
import type { Interaction } from '../follow/interaction.js';
import { ANY, Letters } from '../follow/letter.js';
import { MessageInterpreter } from '../follow/message-interpreter.js';
import { MessagePages } from '../follow/message-pages.js';
import { type InteractionOutcome, outcomeOf } from '../follow/outcome.js';
import { reconstruct } from '../follow/reconstruct.js';
import type { Recorded } from '../follow/recorded.js';
import { statedTimeout } from '../follow/stated-timeout.js';
import type { Subject } from '../follow/subject.js';
import { TransitionTable } from '../follow/transition-table.js';
import type { RecordedMessage } from '../readers/message-reader.js';
import type { Pseudonyms } from '../readers/pseudonyms.js';
import type { Problem, RecordingFile } from '../readers/recording.js';
import { ownText } from '../readers/text-table.js';
import { Addresses, PARTY } from './addresses.js';
import { BySilence, type OpenInteraction } from './by-silence.js';
import { beginningOf, capturedIn } from './first-messages.js';
import { limitProblems } from './limit-problems.js';
import { Summary } from './summary.js';
import type { UndeclaredMessage } from './summary-json.js';
import { Timeouts } from './timeouts.js';
import { UndeclaredMessages } from './undeclared-messages.js';

/** Messages at the beginning that show what was captured. */
const FIRST_MESSAGES = 10_000;
/**
 * Most open interactions: beyond it, the one that was silent longest is closed. As many that are over are remembered.
 */
const MAX_OPEN = 1_000_000;

/** What is followed, and the limits. */
export interface ConformanceOptions {
  /** The files, in the order of the file numbers in messages. */
  readonly files: readonly Pick<RecordingFile, 'name' | 'capture'>[];
  /** The key of the only interaction that is followed; null or absent for all. */
  readonly only?: string | null;
  /** Since 1970: what was sent before is no part of the recording. */
  readonly fromMs?: number | null;
  /** Since 1970: what was sent after is no part of the recording. */
  readonly toMs?: number | null;
  /** What results show in place of the values of the recording; null or absent for the values. */
  readonly pseudonyms?: Pseudonyms | null;
  /** Most interactions that are followed at once, and that are remembered when they are over (1,000,000). */
  readonly maxOpen?: number;
  /** Most sets of explanations that are remembered of interactions that conform so far (50,000); fewer of those that deviate. */
  readonly maxExplanationSets?: number;
  /** Is given each interaction that is over; its messages are gone afterwards unless they are kept (`messages.keep`). */
  readonly onOutcome: (outcome: InteractionOutcome, interaction: Interaction) => void;
}

/** Follows the interactions of one recording. */
export class Conformance {
  readonly summary: Summary;
  foreign = 0;
  notRecorded: readonly string[] = [];
  /** The captured protocols; null until it is known which these are: from the first messages, at the latest at the end. */
  recorded: Recorded | null = null;
  firstMs: number | null = null;
  /** Messages before the time from which, and after the time up to which, the recording is followed. */
  readonly outside = { messages: 0, undeclared: 0 };
  lastMs: number | null = null;
  private readonly addresses: Addresses;
  private readonly letters = new Letters();
  private readonly transitions = new TransitionTable();
  private readonly pages = new MessagePages(this.letters, this.transitions);
  private readonly open = new Map<string, OpenInteraction>();
  private readonly closed = new Map<string, number>();
  private readonly undeclaredMessages = new UndeclaredMessages();
  private first: RecordedMessage[] = [];
  private follower: Follower | null = null;
  private readonly bySilence = new BySilence();
  /** Timeouts of the interactions that wait longer than idle. */
  private readonly timeouts = new Timeouts<OpenInteraction>();
  private beginMs = 0;
  private evicted = 0;
  private undecided = 0;
  private forgotten = 0;
  private readonly maxOpen: number;
  private readonly pseudonyms: Pseudonyms | null;
  private readonly captures: readonly Capture[];
  private readonly allowed: readonly AllowedDeviation[];
  private readonly fileNames: readonly string[];
  private readonly settings: Pick<Capture, 'settleMs' | 'idleMs' | 'beginsWithinMs'>;

  constructor(
    readonly subject: Subject,
    private readonly options: ConformanceOptions,
  ) {
    this.summary = new Summary(subject);
    this.maxOpen = options.maxOpen ?? MAX_OPEN;
    this.pseudonyms = options.pseudonyms ?? null;
    this.captures = [...new Set(options.files.map(({ capture }) => capture))];
    this.allowed = this.captures.flatMap(({ allowed }) => allowed);
    this.fileNames = options.files.map(({ name }) => name);
    this.addresses = new Addresses(subject, this.captures, this.fileNames, (address) => {
      return this.pseudonyms?.address(address, 'address') ?? address;
    });
    this.settings = longestOf(this.captures);
  }

  /** Problems of the recording as a whole, and the limits that were reached. */
  get problems(): readonly Problem[] {
    const { maxOpen, evicted, undecided, forgotten } = this;
    const { uncountedPaths } = this.summary;
    const timesForgotten = this.follower?.timesForgotten ?? 0;
    return [
      ...this.addresses.problems,
      ...limitProblems({ maxOpen, evicted, undecided, forgotten, uncountedPaths, timesForgotten }),
    ];
  }

  /** Sets of explanations and transitions found so far. */
  get explanationSets(): number {
    return this.follower?.size ?? 0;
  }

  /** Messages that no declaration has, the most frequent first. */
  get undeclared(): UndeclaredMessage[] {
    const { pseudonyms } = this;
    const found = this.undeclaredMessages.mostFrequent(this.fileNames);
    if (pseudonyms === null) return found;
    return found.map((undeclared) => ({ ...undeclared, message: pseudonyms.message(undeclared.message) }));
  }

  /** Takes messages in the order of time. */
  push(messages: readonly RecordedMessage[]): void {
    for (const message of messages) {
      const { fromMs = null, toMs = null } = this.options;
      if ((fromMs !== null && message.timeMs < fromMs) || (toMs !== null && message.timeMs > toMs)) {
        this.outside.messages++;
        if (!message.declared) this.outside.undeclared++;
        continue;
      }
      if (this.follower !== null) this.follow(message, this.follower);
      else {
        this.first.push(message);
      }
    }
    if (this.follower === null && this.first.length >= FIRST_MESSAGES) this.begin();
  }

  /**
   * The recording is over: what is open ends here.
   * @param most interactions that end in this call
   * @returns false if some are still open
   */
  end(most = Number.POSITIVE_INFINITY): boolean {
    const follower = this.follower ?? this.begin();
    const { toMs = null } = this.options;
    const stoppedMs = toMs !== null ? Math.max(toMs, this.lastMs ?? toMs) : (this.lastMs ?? 0);
    for (let ended = 0; ended < most; ended++) {
      const interaction = this.bySilence.oldest;
      if (interaction === null) break;
      this.close(
        interaction,
        follower,
        stoppedMs - interaction.lastMs > this.limitOf(interaction, follower) ? null : stoppedMs,
      );
    }
    return this.bySilence.oldest === null;
  }

  private begin(): Follower {
    const { first } = this;
    this.first = [];
    const { recorded, notRecorded } = capturedIn(first.slice(0, FIRST_MESSAGES), this.captures, this.subject);
    this.recorded = recorded;
    this.notRecorded = notRecorded;
    this.beginMs = Math.max(beginningOf(first, this.fileNames), this.options.fromMs ?? Number.NEGATIVE_INFINITY);
    const interpreter = new MessageInterpreter(this.subject, recorded, this.settings.settleMs);
    const follower = new Follower(interpreter, this.letters, this.transitions, this.options.maxExplanationSets);
    this.follower = follower;
    for (const message of first) this.follow(message, follower);
    return follower;
  }

  private follow(message: RecordedMessage, follower: Follower): void {
    const { timeMs } = message;
    this.firstMs ??= timeMs;
    if (this.lastMs === null || timeMs > this.lastMs) this.lastMs = timeMs;
    if (!message.declared && !this.subject.messages.has(message.message)) {
      this.undeclaredMessages.add(message);
      return;
    }
    const { only = null } = this.options;
    if (only !== null && message.key !== only && !message.joined.includes(only)) return;
    this.closeSilent(timeMs, follower);
    const interaction = this.interactionOf(message, follower);
    interaction.lastMs = Math.max(interaction.lastMs, timeMs);
    interaction.dueMs = null;
    this.bySilence.touch(interaction);
    if (!this.subject.messages.has(message.message)) {
      this.foreign++;
      return;
    }
    const letter = this.letters.of(
      message.message,
      message.protocol === null ? null : (this.pseudonyms?.protocol(message.protocol) ?? message.protocol),
      this.refOf(message.from, 'from', message, interaction),
      this.refOf(message.to, 'to', message, interaction),
    );
    const { file, line, offset } = message;
    interaction.messages.add(letter, timeMs, file, line, offset);
    follower.followLast(interaction);
    if (follower.hasForgotten) follower.releaseForgotten(this.open.values());
  }

  private refOf(
    address: string | null,
    end: 'from' | 'to',
    message: RecordedMessage,
    interaction: Interaction,
  ): number {
    if (address === null) return ANY;
    const { ref, text } = this.addresses.of(address, end, message);
    if (ref !== PARTY) return ref;
    const shown = this.pseudonyms?.address(address, 'party') ?? text;
    const { addresses } = interaction;
    const addressNumber = addresses.indexOf(shown);
    if (addressNumber >= 0) return addressNumber;
    // By `concat`, a copy has no room for more: there are hundreds of thousands.
    interaction.addresses = addresses.concat(shown);
    return addresses.length;
  }

  private interactionOf(message: RecordedMessage, follower: Follower): OpenInteraction {
    const openInteraction = this.open.get(message.key);
    if (openInteraction !== undefined) return openInteraction;
    const { oldest } = this.bySilence;
    if (this.open.size >= this.maxOpen && oldest !== null) {
      oldest.evicted = true;
      this.evicted++;
      this.close(oldest, follower, null);
    }
    const again = this.closed.get(message.key);
    const { timeMs } = message;
    const early = timeMs - this.beginMs < this.settings.beginsWithinMs;
    const start = again !== undefined ? 'before' : early ? 'either' : 'recorded';
    const openKey = ownText(message.key);
    const name = this.pseudonyms?.key(message.key) ?? openKey;
    const key = again === undefined ? name : `${name}#${again + 1}`;
    const keys = this.pseudonyms !== null || message.joined.length === 0 ? [name] : [...message.joined];
    const interaction: OpenInteraction = {
      openKey,
      dueMs: null,
      key,
      joinedKeys: keys.length === 1 && keys[0] === key ? null : keys,
      start,
      explanations: follower.start(start),
      // Room for the times that most interactions have.
      recentTimes: [timeMs, timeMs, timeMs, timeMs],
      knownAddresses: [],
      effort: 0,
      messages: new FollowedMessages(this.pages),
      addresses: [],
      firstMs: timeMs,
      lastMs: timeMs,
      evicted: false,
      place: -1,
    };
    this.open.set(openKey, interaction);
    return interaction;
  }

  /** Closes the interactions of which nothing came for too long. */
  private closeSilent(now: number, follower: Follower): void {
    for (const interaction of this.timeouts.takeBefore(now)) this.close(interaction, follower, null);
    const { idleMs } = this.settings;
    for (let next = this.bySilence.next; next !== null && now - next.lastMs > idleMs; next = this.bySilence.next) {
      const limitMs = this.limitOf(next, follower);
      if (now - next.lastMs > limitMs) this.close(next, follower, null);
      else {
        this.bySilence.pass();
        this.timeouts.add(next, next.lastMs + limitMs);
      }
    }
  }

  /** How long an interaction may be silent: longer while a pending party's time-out is. */
  private limitOf(interaction: OpenInteraction, follower: Follower): number {
    const { idleMs } = this.settings;
    follower.retrace(interaction);
    const best = interaction.explanations.candidates[0]?.state.explanation;
    if (best === undefined) return idleMs;
    const { interpreter } = follower;
    const pending = interpreter.pendingIn(best);
    if (pending.length === 0) return idleMs;
    const configuration = interpreter.entries.configuration(best);
    const { visits } = reconstruct(interaction, 0, interpreter);
    let limit = idleMs;
    for (const party of pending) {
      const maker = interpreter.entries.entering(best.facts).entries.get(configuration.makers[party] ?? -1);
      const visit = visits.findLast(({ entry }) => entry.phase.index === maker?.phase);
      const stated = visit === undefined ? null : statedTimeout(visit, this.subject);
      if (stated !== null && stated > limit) limit = stated;
    }
    return limit;
  }

  private close(interaction: OpenInteraction, follower: Follower, stoppedMs: number | null): void {
    const key = interaction.openKey;
    this.open.delete(key);
    this.bySilence.remove(interaction);
    interaction.dueMs = null;
    if (stoppedMs === null) this.remember(key);
    const outcome = outcomeOf(
      interaction,
      { stoppedMs, idleMs: this.settings.idleMs },
      {
        follower,
        interpreter: follower.interpreter,
        fileNames: this.fileNames,
        allowed: this.allowed,
      },
    );
    if (outcome.verdict === 'inconclusive' && !interaction.evicted) this.undecided++;
    this.summary.add(outcome);
    this.options.onOutcome(outcome, interaction);
    interaction.messages.release();
    if (follower.hasForgotten) follower.releaseForgotten(this.open.values());
  }

  /** Remembers how often an interaction was over, of the last ones. */
  private remember(key: string): void {
    const times = this.closed.get(key);
    if (times !== undefined) this.closed.delete(key);
    this.closed.set(key, times === undefined ? 1 : times + 1);
    if (this.closed.size <= this.maxOpen) return;
    const [oldest] = this.closed.keys();
    if (oldest !== undefined) this.closed.delete(oldest);
    this.forgotten++;
  }
}

/** Where several captures read a recording, the longest of their times count: an interaction may be in each of them. */
function longestOf(captures: readonly Capture[]): Pick<Capture, 'settleMs' | 'idleMs' | 'beginsWithinMs'> {
  if (captures.length === 0) return { settleMs: 2_000, idleMs: 3_600_000, beginsWithinMs: 300_000 };
  return {
    settleMs: Math.max(...captures.map(({ settleMs }) => settleMs)),
    idleMs: Math.max(...captures.map(({ idleMs }) => idleMs)),
    beginsWithinMs: Math.max(...captures.map(({ beginsWithinMs }) => beginsWithinMs)),
  };
}
