import { readsIn } from '../facts/reads.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'input-unused',
  area: 'inputs',
  severity: 'warning',
  summary: 'Everything that the form asks for is used.',
  *runbook({ raw, runbook, whole }) {
    if (!whole) return;
    const reads = readsIn(raw, '').filter(({ names: [root] }) => root === 'inputs');
    // `inputs[…]` by a computed name, or all of them at once, may be any.
    if (reads.some(({ names: [, name] }) => typeof name !== 'string')) return;
    const used = new Set(reads.map(({ names: [, name] }) => name));
    for (const { name } of runbook.inputs) {
      if (used.has(name)) continue;
      yield {
        at: `/inputs/${name}`,
        on: 'key',
        message: `nothing reads "${name}", so whoever starts a run is asked for it in vain`,
        hint: `take it out, or read it: \`\${{ inputs.${name} }}\``,
      };
    }
  },
});
