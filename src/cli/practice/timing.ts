import type { Timing } from '#engine/parts.ts';

/**
 * The engine's real-time limits while the world's time runs faster: at sixty times the speed a lease of 15 s would outlive the step
 * it is for. Nothing is under way for long on one computer.
 */
export const practiceTiming: Timing = { lease: 3_000, notAfter: 5_000, grace: 2_000 };
