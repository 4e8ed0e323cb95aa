import { isObject } from '#domain/json.ts';
import { listOf, objectOf, type RawObject } from '#runbook/check/outline.ts';
import type { Problem } from '#runbook/problem.ts';
import { below } from '#runbook/yaml/pointer.ts';
import { refuseName } from './refuse-name.ts';
import type { Rule } from './rule.ts';

/** What is wrong with the names of rules in a stepward.yml. */
export function checkConfig(raw: RawObject, rules: readonly Rule[]): readonly Problem[] {
  const lint = objectOf(raw, 'lint');
  return [
    ...checkSetting(lint, '/lint', rules),
    ...listOf(lint['paths']).flatMap((path, i) =>
      isObject(path) ? checkSetting(path, `/lint/paths/${i}`, rules) : [],
    ),
  ];
}

function checkSetting(setting: RawObject, at: string, rules: readonly Rule[]): readonly Problem[] {
  const named = [
    ...listOf(setting['disable']).map((id, i) => ({ id, at: `${at}/disable/${i}` })),
    ...Object.keys(objectOf(setting, 'severity')).map((id) => ({
      id,
      at: below(`${at}/severity`, id),
      on: 'key' as const,
    })),
  ];
  return named.flatMap(({ id, ...place }) => {
    const refused = typeof id === 'string' ? refuseName(id, rules) : undefined;
    return refused ? [{ ...place, ...refused }] : [];
  });
}
