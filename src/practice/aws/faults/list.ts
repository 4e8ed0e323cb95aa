import type { NamedFault } from './named-fault.ts';
import { ofImages } from './of-images.ts';
import { ofParameters } from './of-parameters.ts';
import { ofRequests } from './of-requests.ts';
import { ofSecrets } from './of-secrets.ts';
import { ofServices } from './of-services.ts';
import { ofTasks } from './of-tasks.ts';

/** Everything that a test of a runbook can let go wrong, by name. */
export const namedFaults: ReadonlyMap<string, NamedFault> = new Map(
  [...ofRequests, ...ofServices, ...ofTasks, ...ofParameters, ...ofSecrets, ...ofImages].map((fault) => [
    fault.name,
    fault,
  ]),
);
