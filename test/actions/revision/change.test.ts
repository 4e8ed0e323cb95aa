import { describe, expect, it } from '@jest/globals';
import { changed } from '#actions/revision/change.ts';
import { differences } from '#actions/revision/diff.ts';

const one = { family: 'api', containerDefinitions: [{ name: 'api', image: 'a:1', cpu: 128 }] };
const two = {
  family: 'api',
  cpu: '256',
  memory: '512',
  requiresCompatibilities: ['FARGATE'],
  containerDefinitions: [
    { name: 'api', image: 'a:1', healthCheck: { command: ['CMD', 'true'] } },
    { name: 'proxy', image: 'p:1' },
    { name: 'init', image: 'i:1', essential: false },
  ],
};

describe('a change', () => {
  it('is of the only essential container, where none is named', () => {
    expect(changed(one, { image: 'a:2' })).toMatchObject({ containerDefinitions: [{ image: 'a:2', cpu: 128 }] });
    expect(changed(two, { image: 'a:2' })).toBe(
      'Several containers of api are essential: name one of api, proxy as container.',
    );
  });

  it('takes a health check away, and sizes the container where the task has no size', () => {
    expect(changed(two, { container: 'api', health_check: 'none' })).toMatchObject({
      containerDefinitions: [{ name: 'api', image: 'a:1' }, {}, {}],
    });
    expect(changed(one, { memory: 64 })).toMatchObject({ containerDefinitions: [{ cpu: 128, memory: 64 }] });
  });

  it('sizes the task where it has one, as Fargate has them', () => {
    expect(changed(two, { container: 'api', cpu: 512, memory: 2_048 })).toMatchObject({ cpu: '512', memory: '2048' });
    expect(changed(two, { container: 'api', memory: 4_096 })).toBe(
      'Fargate has no tasks of 256 CPU units with 4096 MiB.',
    );
    expect(changed(two, { container: 'api', cpu: 300 })).toContain('Fargate has no tasks of 300 CPU units');
  });

  it.each([
    ['init', 'SUCCESS', undefined],
    ['api', 'HEALTHY', undefined],
    ['init', 'HEALTHY', 'proxy waits for init, which has no health check to become HEALTHY by.'],
    ['api', 'COMPLETE', 'proxy waits for api, which is essential: its end would end the task.'],
  ] as const)('may make a container wait for %s to be %s, or not', (name, condition, why) => {
    const next = changed(two, { container: 'proxy', depends_on: { [name]: condition } });
    if (why !== undefined) expect(next).toBe(why);
    else
      expect(next).toMatchObject({
        containerDefinitions: [{}, { dependsOn: [{ containerName: name, condition }] }, {}],
      });
  });

  it('is told without the values that nobody should read', () => {
    const next = changed(one, { environment: { API_TOKEN: 'hush', LEVEL: 'info' }, secrets: { KEY: 'arn:x' } });
    expect(differences(one, next as typeof one)).toEqual([
      { path: 'containers.api.environment.API_TOKEN', after: '(hidden)' },
      { path: 'containers.api.environment.LEVEL', after: 'info' },
      { path: 'containers.api.secrets.KEY', after: 'arn:x' },
    ]);
  });
});
