import { expect, it } from '@jest/globals';
import { faultsOf } from './fuzz/faults.ts';
import { inputOf } from './fuzz/input.ts';

// `node bench/fuzz.ts` does the same with 100,000 inputs, and measures.
it('whatever it is given, the linter has findings inside the text or none, and says them', () => {
  for (let number = 0; number < 2_000; number++) {
    const faults = faultsOf(inputOf(7, number));
    if (faults.length > 0) expect([number, faults]).toEqual([number, []]);
  }
}, 120_000);
