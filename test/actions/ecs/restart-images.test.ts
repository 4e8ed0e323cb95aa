import { afterEach, describe, expect, it } from '@jest/globals';
import { worlds } from '#practice/worlds/index.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';

const restart = actionOf('ecs.restart-service');
let stage: Stage;
afterEach(() => stage.close());

describe('the images of the worlds', () => {
  it.each([...worlds])('are those that run in %s, so that no card of a restart warns of one', async (_, world) => {
    stage = await setStage(world);
    for (const { name } of world.services) {
      const { warnings = [] } = await restart.plan({ cluster: world.cluster, service: name }, stage.read, stage.ctx());
      expect([name, warnings.filter((warning) => warning.includes('image'))]).toEqual([name, []]);
    }
  });
});
