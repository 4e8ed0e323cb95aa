import type { Server } from 'node:http';
import { Failure } from '#domain/failure.ts';

export interface Address {
  /** 0 takes a free one. */
  readonly port: number;
  /** All of this computer's addresses where it is left out. */
  readonly host?: string;
}

const isTaken = (error: Error): boolean => 'code' in error && error.code === 'EADDRINUSE';

/** Rejects with Failure `port-taken` where another process has the port. */
export function listen(server: Server, at: Address): Promise<void> {
  const listening = Promise.withResolvers<void>();
  server.once('error', (error) => {
    const taken = new Failure('user', 'port-taken', `Port ${at.port} is taken.`, {
      hint: 'Choose another with --port or PORT.',
    });
    listening.reject(isTaken(error) ? taken : error);
  });
  server.listen(at, listening.resolve);
  return listening.promise;
}
