import { defineRule } from '../rule.ts';

/** Hosts of one's own network often have no certificate. */
const own =
  /^http:\/\/(?:[^/.:]+|[\d.]+|\[[^\]]*\]|[^/:]+\.(?:local|localhost|internal|intranet|lan|corp|home|private))(?:[:/]|$)/i;

export default defineRule({
  id: 'link-insecure',
  area: 'operations',
  severity: 'warning',
  summary: 'What people read in an incident cannot be changed on its way to them.',
  *runbook({ runbook }) {
    for (const [i, { url }] of runbook.links.entries()) {
      if (!url.toLowerCase().startsWith('http://') || own.test(url)) continue;
      yield {
        at: `/links/${i}/url`,
        message: `anybody on the way can change what "${/^http:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url}" says`,
        hint: 'write `https://`',
      };
    }
  },
});
