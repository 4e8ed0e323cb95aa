import type { Catalogue } from './contract.ts';
import image from './ecr/image.ts';
import clusters from './ecs/clusters.ts';
import park from './ecs/park.ts';
import restartService from './ecs/restart-service.ts';
import revisions from './ecs/revisions.ts';
import sameInstance from './ecs/same-instance.ts';
import scaleService from './ecs/scale-service.ts';
import services from './ecs/services.ts';
import servicesHealthy from './ecs/services-healthy.ts';
import stopTasks from './ecs/stop-tasks.ts';
import unpark from './ecs/unpark.ts';
import absent from './logs/absent.ts';
import waitFor from './logs/wait-for.ts';
import readers from './secrets/readers.ts';
import rotateParameter from './ssm/rotate-parameter.ts';

const all = [
  restartService,
  stopTasks,
  scaleService,
  park,
  unpark,
  rotateParameter,
  sameInstance,
  servicesHealthy,
  image,
  absent,
  waitFor,
  readers,
  clusters,
  services,
  revisions,
];

/** Every action, check and source there is, by id. A file of `ecs/`, `logs/`, `secrets/` or `ssm/` that is missing here fails a test. */
export const catalogue: Catalogue = new Map(all.map((each) => [each.meta.id, each]));
