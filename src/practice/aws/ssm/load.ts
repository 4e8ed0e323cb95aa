import type { DocumentSeed } from '#practice/worlds/seeds/document.ts';
import type { World } from '#practice/worlds/world.ts';
import type { Document, Systems } from './model.ts';

/** What AWS offers to everybody. */
const shared: readonly Document[] = [
  {
    name: 'AWS-RunShellScript',
    type: 'Command',
    owner: 'Amazon',
    versions: 1,
    defaultVersion: 1,
    parameters: ['commands', 'workingDirectory', 'executionTimeout'],
    steps: [],
  },
];

const document = ({ name, type, versions, parameters, steps }: DocumentSeed, owner: string): Document => ({
  name,
  type,
  owner,
  versions: versions ?? 1,
  defaultVersion: 1,
  parameters: parameters ?? [],
  steps: steps ?? [],
});

export const systemsOf = ({ scripts, topics, documents }: World, account: string): Systems => ({
  scripts: scripts ?? [],
  topics: new Map(Object.entries(topics ?? {})),
  documents: new Map(
    [...shared, ...(documents ?? []).map((seed) => document(seed, account))].map((one) => [one.name, one]),
  ),
  commands: [],
  executions: [],
});
