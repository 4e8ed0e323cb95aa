/** The speeds of the simulated clock that the page offers, in simulated seconds a real second; at 0 it stands still. */
export const SPEEDS: readonly number[] = [0, 1, 5, 20, 60];
