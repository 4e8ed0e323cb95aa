import { type NamedFault, wrongTarget } from './named-fault.ts';

/** `…:service/cluster/name` as the two members that requests have for it. */
export function serviceOf(
  fault: Pick<NamedFault, 'name' | 'to'>,
  target: string,
): { readonly cluster: string; readonly service: string } {
  const [, cluster, service] = /:service\/([^/]+)\/([^/]+)$/.exec(target) ?? [];
  if (cluster === undefined || service === undefined) throw wrongTarget(fault, target);
  return { cluster, service };
}
