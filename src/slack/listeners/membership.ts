import type { Register } from '../interaction.ts';

/** Who is in an approving group has changed: what was known of it is read anew. */
export const register: Register = (app, { forget }) => {
  app.event('subteam_members_changed', async ({ event }) => forget(event.subteam_id));
};
