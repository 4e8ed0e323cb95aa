import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { checkOf, type Stage, setStage } from '../practice.ts';
import { digests, repository, shopWorld } from '../shop.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(shopWorld());
});
afterEach(() => stage.close());

const look = (input: JsonObject) => checkOf('ecr.image').read({ repository, ...input }, stage.read, stage.ctx());

describe('ecr.image', () => {
  it('holds for a tag, and says which image it means now', async () => {
    expect(await look({ tag: '2' })).toMatchObject({
      state: 'ok',
      progress: 'sha256:222222222222 · pushed 2 days ago · amd64',
      outputs: { digest: digests.two, mutability: 'MUTABLE', pushed_at: expect.stringMatching(/Z$/) },
    });
    stage.practice.push(repository, { tags: ['2'], program: 'api:1', digest: digests.later });
    expect(await look({ tag: '2' })).toMatchObject({ state: 'ok', outputs: { digest: digests.later } });
  });

  it('holds for a digest, whatever its tags', async () => {
    expect(await look({ digest: digests.one, architecture: 'arm64' })).toMatchObject({ state: 'ok' });
  });

  it.each([
    [{ tag: '9' }, 'There is no image 9 in shop.'],
    [{ digest: digests.later }, `There is no image ${digests.later} in shop.`],
    [{ repository: 'nobody', tag: '1' }, 'There is no repository nobody in the registry of 111122223333.'],
    [{ tag: '1', registry: '999999999999' }, 'There is no repository shop in the registry of 999999999999.'],
    [{ tag: 'old' }, 'shop old is ARCHIVED and cannot be pulled'],
    [{ tag: '2', architecture: 'arm64' }, 'shop 2 runs on amd64, not on arm64'],
    [{}, 'Give either tag or digest.'],
    [{ tag: '1', digest: digests.one }, 'Give either tag or digest.'],
  ])('fails for %j', async (input, why) => {
    expect(await look(input)).toMatchObject({ state: 'failed', progress: why });
  });

  it('fails where the manifest does not tell the processor that is asked for', async () => {
    stage.practice.push(repository, { tags: ['3'], program: 'api:1' });
    expect(await look({ tag: '3', architecture: 'amd64' })).toMatchObject({
      state: 'failed',
      progress: 'shop 3 does not tell in its manifest whether it runs on amd64',
    });
  });

  it('is of a repository whose tags may not move', async () => {
    stage.practice.push('sealed', { tags: ['1'], program: 'api:1' });
    expect(() => stage.practice.push('sealed', { tags: ['1'], program: 'blind:1' })).toThrow('cannot be moved');
    expect(await look({ repository: 'sealed', tag: '1' })).toMatchObject({ outputs: { mutability: 'IMMUTABLE' } });
  });
});
