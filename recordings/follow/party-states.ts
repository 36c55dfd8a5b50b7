/** State of a party that is not there, as `check` has it for systems. */
export const STATELESS = -2;
/** State of a party that was there before the recording began. */
export const UNDECIDED = -1;
/** No phase made the party pending. */
export const NO_MAKER = -1;
