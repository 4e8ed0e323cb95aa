import { describe, expect, it } from '@jest/globals';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { practiceEnvironment } from '#cli/practice/environment.ts';
import { openCatalogue } from '#files/catalogue.ts';
import { worlds } from '#practice/worlds/index.ts';

const { config } = openCatalogue('runbooks', signatures(actions));
const parts = { practiceNames: async () => ({ worlds: [...worlds.values()], faults: [] }) };
const environmentFor = (world: string, environment?: string) =>
  practiceEnvironment(config, { world, environment }, parts);

describe('the environment of a practice world', () => {
  it.each([...worlds.values()])('is the one with its cluster: $id', async ({ id, cluster }) => {
    const own = config.environments.filter(({ values }) => values['cluster'] === cluster);
    expect(own).toEqual([await environmentFor(id)]);
  });

  it('is another one where somebody names it', async () => {
    expect((await environmentFor('tonys-chips', 'prod')).id).toBe('prod');
    await expect(environmentFor('tonys-chips', 'stage')).rejects.toThrow('There is no environment "stage"');
  });

  it('is the first of stepward.yml where none has its cluster', async () => {
    const [first] = config.environments;
    const strange = { ...config, environments: first ? [{ ...first, values: {} }] : [] };
    expect((await practiceEnvironment(strange, { world: 'tonys-chips', environment: undefined }, parts)).id).toBe(
      'prod',
    );
  });

  it('is not looked for where there is no such world: then all are told, each with how things stand in it', async () => {
    const told = await environmentFor('list').catch((error: { hint?: string }) => error.hint ?? '');
    for (const { id, title } of worlds.values())
      expect(told).toMatch(new RegExp(`^ +${id} +${title.slice(0, 12)}`, 'm'));
  });
});
