import type { JsonObject } from '#domain/json.ts';
import { needed, number, objects, text, texts } from '../../params.ts';
import { unsupported } from '../../refusal.ts';
import type { Secret } from '../../secretsmanager/model.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { showSecret, stagesById } from './show-secret.ts';

const listSecrets: Operation = {
  service: 'secretsmanager',
  name: 'ListSecrets',
  isWrite: false,
  members: ['Filters', 'MaxResults', 'NextToken'],
  perform(account, params) {
    const filters = objects(params, 'Filters') ?? [];
    const found = [...account.secrets.values()].filter((secret) => filters.every((filter) => passes(secret, filter)));
    const { items, next } = page(found, number(params, 'MaxResults') ?? 100, text(params, 'NextToken'));
    const shown = items.map((secret) => ({ ...showSecret(secret), SecretVersionsToStages: stagesById(secret) }));
    return { SecretList: shown, ...withToken('NextToken', next) };
  },
};

/** A name passes by how it begins. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html */
function passes({ name }: Secret, filter: JsonObject): boolean {
  const key = needed(text, filter, 'Key');
  if (key !== 'name') throw unsupported(`ListSecrets with the filter key ${key}`);
  return needed(texts, filter, 'Values').some((value) => name.startsWith(value));
}

export default listSecrets;
