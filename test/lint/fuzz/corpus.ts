import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Every runbook, configuration and test of the repo, right or wrong. */
export const corpus: readonly string[] = [
  'runbooks',
  'test/lint/broken',
  'test/lint/rules',
  'test/runbook/cases',
].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .toSorted()
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);

/** Files that are right, and that what is mutated stands beside. */
export const sound = {
  config: readFileSync(join(root, 'runbooks/stepward.yml'), 'utf8'),
  runbook: readFileSync(join(root, 'runbooks/alerting-platform/rotate-session-secret.yml'), 'utf8'),
  tested: readFileSync(join(root, 'runbooks/alerting-platform/kafka-zookeeper-restart.yml'), 'utf8'),
};
