import type { Config } from '#domain/config.ts';
import type { Finding } from '#domain/finding.ts';
import { buildConfig } from './build-config.ts';
import { checkGroups } from './check/groups.ts';
import { checkRoles } from './check/roles.ts';
import { checkSchedules } from './check/schedules.ts';
import { toFindings, withoutEchoes } from './findings.ts';
import { type RawConfig, config as shape } from './shape/config.ts';
import { validate } from './shape/validate.ts';
import { readDocument } from './yaml/document.ts';

/** Reads stepward.yml; without findings there is a configuration. */
export function loadConfig(text: string, file: string): { config?: Config; findings: readonly Finding[] } {
  const document = readDocument(text);
  const problems = [...document.problems];
  if (document.value !== undefined)
    problems.push(
      ...validate(shape, document.value, ''),
      ...checkGroups(document.value),
      ...checkRoles(document.value),
      ...checkSchedules(document.value),
    );
  const findings = toFindings(document, file, withoutEchoes(problems));
  return findings.length > 0 ? { findings } : { config: buildConfig(document.value as unknown as RawConfig), findings };
}
