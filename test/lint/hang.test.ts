import { expect, it } from '@jest/globals';
import { lintFile } from '#lint/lint.ts';
import { signatures } from '../runbook/signatures.ts';

const head = 'runbook: restart-all\nversion: 1\ntitle: Restart all\nenvironment: prod\n';
const restart = 'action: ecs.restart-service, with: { cluster: c, service: "${{ item }}" }';

// What took a minute and more when each service was compared with every other, and each rule of approval with all before it.
it.each([
  ['a list of services within a list', `steps:\n  - { id: a, for_each: [[${'sender, '.repeat(20_000)}]], ${restart} }`],
  [
    'many steps that restart many services',
    `inputs:\n  many: { type: array, default: [${Array.from({ length: 100 }, (_, i) => `s${i}`).join(', ')}] }\nsteps:\n${Array.from({ length: 200 }, (_, i) => `  - { id: a${i}, for_each: "\${{ inputs.many }}", max: 100, ${restart} }\n`).join('')}`,
  ],
  ['a long list of approval rules', `policy: { approve: [${'{ count: 2 }, '.repeat(15_000)}] }\nsteps: []`],
])(
  '%s is judged without a hang',
  (_, text) => {
    const before = process.threadCpuUsage().user;
    lintFile(head + text, 'restart-all.yml', { signatures });
    expect((process.threadCpuUsage().user - before) / 1_000_000).toBeLessThan(8);
  },
  120_000,
);
