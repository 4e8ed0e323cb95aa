import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { needed, text } from '../../params.ts';
import { invalid } from '../../refusal.ts';

/** Whatever carries tags: a service, a task that runs, a task definition. */
export function tagged({ cluster }: Account, params: JsonObject): { tags: JsonObject[] } {
  const arn = needed(text, params, 'resourceArn');
  const all = [...cluster.services.values(), ...cluster.tasks, ...[...cluster.definitions.values()].flat()];
  const found = all.find((one) => one.arn === arn);
  if (!found) throw invalid('The specified resource was not found.');
  return found;
}
