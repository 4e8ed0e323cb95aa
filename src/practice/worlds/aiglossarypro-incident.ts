import { account, deploy, revision, service, unsuffixed, update, whole } from './aiglossarypro/api.ts';
import type { World } from './world.ts';

const minute = 60;

/** The service was made with no task; when it got one, that ended at once. */
const first = { services: [service(3, 0)], happened: [update(minute, { desiredCount: 1 })] };

/**
 * The first phase. Revision 3 was written for a laptop, where a file holds the variables: in the container there is none of them. The
 * program says that it runs, and ends with 1 without a word of why; ECS starts it again and again. Revision 4, which is registered
 * and not deployed, names the secrets.
 */
export const aiglossaryproExits: World = {
  ...account,
  id: 'aiglossarypro-exits',
  title: 'AIGlossaryPro exits with code 1: it was given no variables',
  taskDefinitions: [revision(3, 'v2'), revision(4, 'v2', whole)],
  services: first.services,
  history: { seconds: 10 * minute, happened: first.happened },
};

/**
 * The second phase. Revision 4 names the secrets by ARNs without the six characters at their end, so that no task of it comes to
 * run. There is no circuit breaker: ECS goes on trying, ever more slowly, and the deployment never ends.
 */
export const aiglossaryproSecrets: World = {
  ...account,
  id: 'aiglossarypro-secrets',
  title: 'AIGlossaryPro cannot start: the ARNs of its secrets lack their last six characters',
  taskDefinitions: [revision(3, 'v2'), revision(4, 'v2', unsuffixed)],
  services: first.services,
  history: { seconds: 20 * minute, happened: [...first.happened, deploy(5 * minute, 4)] },
};

/**
 * The third phase. Revision 5 gets its secrets, and hangs while it connects to the database. It runs, never answers its health
 * check, and is replaced by one that does the same. Revision 6 has an image that was mended, and is not deployed yet.
 */
export const aiglossaryproHang: World = {
  ...account,
  id: 'aiglossarypro-hang',
  title: 'AIGlossaryPro hangs while it connects to its database',
  taskDefinitions: [revision(3, 'v2'), revision(5, 'v1', whole), revision(6, 'v2', whole)],
  services: first.services,
  history: { seconds: 20 * minute, happened: [...first.happened, deploy(5 * minute, 5)] },
};
