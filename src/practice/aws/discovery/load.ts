import { createHash } from 'node:crypto';
import type { NamespaceSeed } from '#practice/worlds/seeds/discovery.ts';
import type { World } from '#practice/worlds/world.ts';
import { type Account, arnOf } from '../account.ts';
import type { Namespace } from './model.ts';

type Place = Pick<Account, 'id' | 'region'>;

/** What Route 53 answers for, where a world says nothing. */
const defaultTtl = 60;

/** Ids follow from the names, so that they are the same in every world. */
const idOf = (kind: 'ns' | 'srv', name: string): string =>
  `${kind}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;

export const loadNamespaces = ({ namespaces = [] }: World, place: Place): readonly Namespace[] =>
  namespaces.map((seed) => namespace(seed, place));

function namespace({ name, services }: NamespaceSeed, place: Place): Namespace {
  const id = idOf('ns', name);
  return {
    id,
    arn: arnOf(place, 'servicediscovery', `namespace/${id}`),
    name,
    services: services.map(({ name: own, recordType = 'A', ttl = defaultTtl, stale = [] }) => ({
      id: idOf('srv', `${own}.${name}`),
      arn: registryArn(place, `${own}.${name}`),
      name: own,
      recordType,
      ttl,
      stale,
    })),
  };
}

/** @param name of the service in its namespace: `api.shop.local` */
export const registryArn = (place: Place, name: string): string =>
  arnOf(place, 'servicediscovery', `service/${idOf('srv', name)}`);
