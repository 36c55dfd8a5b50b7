/** The parts of a slot that no model states, such as of a copy that a flow draws itself. */
export const freeSlot = {
  all: true,
  required: false,
  repeated: false,
  source: 'row',
  values: [],
  spent: false,
  begins: false,
  order: null,
} as const;
