import type { Rule } from '../ports/load-balancer-read.ts';

/** Five condition values and five wildcards for each rule, over all its conditions. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const most = 5;

/** What of a rule is more than its quota, in words; empty where nothing is. */
export function overQuota({ conditions, priority }: Rule): readonly string[] {
  const values = conditions.flatMap((condition) => [...condition.values, ...condition.regexes]).length;
  const wildcards = conditions.flatMap((condition) =>
    condition.values.flatMap((value) => value.match(/[*?]/g) ?? []),
  ).length;
  const rule = `rule ${priority ?? 'default'}`;
  return [
    ...(values > most ? [`${rule} has ${values} condition values, of at most ${most}`] : []),
    ...(wildcards > most ? [`${rule} has ${wildcards} wildcards, of at most ${most}`] : []),
  ];
}
