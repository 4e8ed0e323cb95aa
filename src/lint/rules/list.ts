import type { Rule } from '../rule.ts';
import blindWait from './blind-wait.ts';

/** Every rule, by its id in the order of the alphabet. */
export const rules: readonly Rule[] = [blindWait];
