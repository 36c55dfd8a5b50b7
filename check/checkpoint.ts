/**
 * Called between pieces of long work: lets other work through, and rejects when the caller no longer wants the result.
 * The language passes Langium's `interruptAndCheck`; the check itself knows no cancellation token.
 */
export type Checkpoint = () => Promise<void>;

/** A checkpoint that never interrupts. */
export const noCheckpoint: Checkpoint = async () => {};
