import type { Call } from '#practice/aws/call.ts';

/** The session of each write is named for the run's step: `StopTask by kafka`. */
export const written = ({ op, sessionName = '' }: Call): string => `${op} by ${sessionName.split('.')[2] ?? 'nobody'}`;
