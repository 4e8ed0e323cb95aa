// Who may import whom: the table in .ci/layers.cjs, as rules of dependency-cruiser.
const layers = require('./.ci/layers.cjs');

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const folder = (names) => `^src/(${names.join('|')})/`;
const escaped = (text) => text.replace(/[.\\/]/g, '\\$&');
const packaged = (name) => `(@types/)?${escaped(name.replace(/^node:/, '')).replace('*', '[^/]+')}`;
const typesOnly = ['type-only', 'type-import'];

const rules = Object.entries(layers).flatMap(([layer, { ours, types, theirs }]) => [
  error(
    `${layer}-imports-ours`,
    `${layer}/ may import only: ${[...ours, ...types].join(', ') || 'nothing of ours'}.`,
    { path: folder([layer]) },
    { path: '^src/', pathNot: folder([layer, ...ours, ...types]) },
  ),
  error(
    `${layer}-imports-theirs`,
    `${layer}/ may import only: ${theirs.join(', ') || 'no packages, no Node'}.`,
    { path: folder([layer]) },
    {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core'],
      pathNot: theirs.map((name) => `^(node_modules/|node:)?${packaged(name)}(/|$)`),
    },
  ),
  ...(types.length > 0
    ? [
        error(
          `${layer}-is-plugged-in`,
          `${layer}/ takes types from ${types.join(' and ')}; bot.ts and cli.ts hand it the values.`,
          { path: folder([layer]) },
          { path: folder(types), dependencyTypesNot: typesOnly },
        ),
      ]
    : []),
]);

const apart = [
  [
    'actions-are-apart',
    '^src/actions/(aws|cloudmap|cloudwatch|ecr|ecs|elb|http|iam|logs|secrets|ssm|states|websocket)/[^/]+$',
    '^src/actions/(aws|cloudmap|cloudwatch|ecr|ecs|elb|http|iam|logs|secrets|ssm|states|websocket)/[^/]+$',
  ],
  ['rules-are-apart', '^src/lint/rules/', '^src/lint/rules/'],
  ['commands-are-apart', '^src/cli/commands/', '^src/cli/commands/'],
  ['listeners-are-apart', '^src/slack/listeners/', '^src/slack/listeners/'],
].map(([name, from, to]) =>
  error(name, 'One file each; what two share moves up a folder.', { path: from, pathNot: '/list\\.ts$' }, { path: to }),
);

module.exports = {
  forbidden: [
    ...rules,
    ...apart,
    error(
      'views-are-pure',
      'A view is a function of its input.',
      { path: '^src/slack/views/' },
      { pathNot: ['^src/slack/views/', '^src/domain/', '^node_modules/@slack/types/'] },
    ),
    error('no-cycles', 'Not even of types.', {}, { circular: true }),
    error(
      'src-not-test',
      'Tests know the code, not the other way round.',
      { path: '^src/' },
      { path: '^(test|\\.ci)/' },
    ),
    error('no-orphans', 'Nobody imports this.', { orphan: true, path: '^src/', pathNot: '^src/(bot|cli)\\.ts$' }, {}),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.d.ts'],
    },
  },
};
