import { account, revision, service, whole } from './aiglossarypro/api.ts';
import type { World } from './world.ts';

/** After the incident: revision 6 has the whole ARNs and an image that reaches the database. Revision 5 hangs, and is still there. */
export const aiglossarypro: World = {
  ...account,
  id: 'aiglossarypro',
  title: 'AIGlossaryPro after its first deployment: the API serves',
  taskDefinitions: [revision(5, 'v1', whole), revision(6, 'v2', whole)],
  services: [service(6, 1)],
  history: { seconds: 20 * 60, happened: [] },
};
