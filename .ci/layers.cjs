// Who may import whom. Checked by .dependency-cruiser.cjs; docs/architecture.md shows the same table, and a test compares them.
// `ours`: folders of src/; `types`: folders of which only types may be taken, the values are handed in by the two programs; `theirs`: packages and Node's modules.
module.exports = {
  domain: { ours: [], types: [], theirs: [], world: 'none: no clock, random, environment, I/O' },
  runbook: {
    ours: ['domain'],
    types: [],
    theirs: ['js-yaml', 'ajv', 'ajv-formats', 'typebox', '@marcbachmann/cel-js', 'node:crypto'],
    world: 'none',
  },
  machine: { ours: ['domain'], types: [], theirs: ['xstate'], world: 'none' },
  actions: { ours: ['domain'], types: [], theirs: ['typebox', 'ajv'], world: 'through ports only' },
  graph: { ours: ['domain'], types: [], theirs: ['elkjs'], world: 'none' },
  lint: { ours: ['domain', 'runbook', 'machine', 'actions'], types: [], theirs: ['node:path'], world: 'none' },
  engine: {
    ours: ['domain', 'machine', 'actions', 'runbook'],
    types: [],
    theirs: ['node:crypto'],
    world: 'through ports only',
  },
  store: {
    ours: ['domain'],
    types: ['engine'],
    theirs: ['node:sqlite', 'pg', 'node:fs', 'node:path', 'node:crypto', 'node:timers/promises'],
    world: 'database',
  },
  files: { ours: ['domain', 'runbook'], types: ['engine'], theirs: ['node:fs', 'node:path'], world: 'files' },
  aws: { ours: ['domain'], types: ['actions', 'engine'], theirs: ['@aws-sdk/*', 'node:crypto'], world: 'AWS' },
  slack: { ours: ['domain'], types: ['engine'], theirs: ['@slack/*', 'undici'], world: 'Slack' },
  practice: {
    ours: ['domain'],
    types: [],
    theirs: [
      'node:http',
      'node:crypto',
      'node:events',
      'node:stream',
      'ws',
      'esbuild',
      'react',
      'react-dom',
      'slack-blocks-to-jsx',
    ],
    world: 'its own port',
  },
  cli: {
    ours: ['domain', 'runbook', 'machine', 'actions', 'graph', 'lint', 'engine'],
    types: [],
    theirs: ['commander', '@inquirer/prompts', 'node:fs', 'node:path', 'node:url', 'node:child_process', 'node:util'],
    world: 'terminal',
  },
};
