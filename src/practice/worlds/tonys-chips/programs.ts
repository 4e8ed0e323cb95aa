import type { RepositorySeed } from '../seeds/repository.ts';
import type { RouteSeed } from '../seeds/web.ts';
import type { Need, Program } from '../world.ts';

/** What the images of tony's chips do: node:20-alpine, so there is no wget and no curl. */

export const sessionSecret = 'tonys-chips/sandbox/session-secret';
export const image = (repository: string, tag: string): string =>
  `{account}.dkr.ecr.{region}.amazonaws.com/tonys-chips/${repository}:${tag}`;

type Commands = NonNullable<Program['run']>;

const migrate = 'node scripts/run-migrations.js';
const status = 'node scripts/migration-status.js';
const version: Commands = { 'node --version': { says: [{ at: 0, text: 'v20.18.0' }], exit: { after: 1, code: 0 } } };

const migrations: Commands = {
  ...version,
  [migrate]: {
    says: [
      { at: 1, text: 'prisma:migrate 2 migrations found in prisma/migrations' },
      { at: 6, text: 'prisma:migrate All migrations have been successfully applied.' },
    ],
    exit: { after: 7, code: 0 },
  },
  [status]: {
    says: [
      { at: 1, text: '20251021000000_seed_products applied' },
      { at: 2, text: 'products: 12' },
    ],
    exit: { after: 3, code: 0 },
  },
};

/** The API's name in Cloud Map, asked for by a task inside the network. */
const api = (more: Pick<Need, 'refused' | 'exitAfter'>): readonly Need[] => [
  { endpoint: 'api.tonys-chips.local:3000', lostAfter: 30, lost: 'Error: read ECONNRESET', ...more },
];

const health: RouteSeed = { body: '{"status":"ok"}', headers: { 'content-type': 'application/json' } };

const server: Program = {
  tools: ['node'],
  readyAfter: 4,
  provides: ['3000'],
  web: { '/health': health, '/api/products': { body: '[{"name":"Classic Potato Chips"}]' } },
  says: [{ at: 1, text: 'api: connecting to the database with IAM' }],
  saysReady: 'api: listening on 3000',
  run: migrations,
};

/** The page signs a session with SESSION_SECRET and reads it back. The key is written in hexadecimal digits. */
const website: Program = {
  tools: ['node'],
  readyAfter: 3,
  provides: ['3001'],
  web: {
    '/health': health,
    '/health/session': { ...health, needsSecret: sessionSecret, secretLike: '^[0-9a-f]{64,}$' },
    '/': { body: "<h1>Tony's chips</h1>" },
  },
  saysReady: 'web: listening on 3001',
  run: {
    ...version,
    'node scripts/probe.js http://api.tonys-chips.local:3000/health': {
      needs: api({ refused: 'Error: getaddrinfo ENOTFOUND api.tonys-chips.local', exitAfter: 1 }),
      says: [{ at: 2, text: 'GET http://api.tonys-chips.local:3000/health 200 {"status":"ok"}' }],
      exit: { after: 3, code: 0 },
    },
  },
};

const endToEnd: Program = {
  run: {
    'npm run test:e2e': {
      needs: api({ refused: '✘ lists the products: connect ECONNREFUSED api.tonys-chips.local:3000', exitAfter: 5 }),
      says: [
        { at: 3, text: 'Running 14 tests using 1 worker' },
        { at: 40, text: '14 passed (38.2s)' },
      ],
      exit: { after: 41, code: 0 },
    },
  },
};

/** Its tests had been moved and were not found, which is no failure to the runner. */
const withoutTests: Program = {
  run: {
    'npm run test:e2e': { says: [{ at: 3, text: 'Running 0 tests using 0 workers' }], exit: { after: 4, code: 0 } },
  },
};

/** What each version of the API does otherwise. */
const versions: Readonly<Record<string, Program>> = {
  '2025.10.20': server,
  '2025.10.21': server,
  // Its migration ends in an error.
  '2025.10.22': {
    ...server,
    run: {
      [migrate]: {
        says: [{ at: 4, text: 'Error: P3018 A migration failed to apply. relation "Product" already exists' }],
        exit: { after: 5, code: 1 },
      },
    },
  },
  // Its entrypoint migrates, seeds and ends, in place of starting the server.
  '2025.10.23': {
    says: [{ at: 6, text: 'prisma:migrate All migrations have been successfully applied.' }],
    exit: { after: 8, code: 0 },
    run: migrations,
  },
  // Healthy to whoever asks for /health, while the shop's routes are missing.
  '2025.10.24': { ...server, provides: [] },
  // It answers for the shop only when it has warmed up.
  '2025.10.25': { ...server, settle: 300 },
};

const webVersions = ['2025.10.20', '2025.10.21'];
const architectures = ['amd64'];

export const images: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(Object.entries(versions).map(([tag, program]) => [image('api', tag), program])),
  ...Object.fromEntries(webVersions.map((tag) => [image('web', tag), website])),
  [image('smoke-test', '2')]: withoutTests,
  [image('smoke-test', '3')]: endToEnd,
};

const repository = (name: string, tags: readonly string[]): RepositorySeed => ({
  name: `tonys-chips/${name}`,
  mutability: 'IMMUTABLE',
  images: tags.map((tag) => ({ tags: [tag], program: image(name, tag), architectures })),
});

export const repositories: readonly RepositorySeed[] = [
  repository('api', Object.keys(versions)),
  repository('web', webVersions),
  repository('smoke-test', ['2', '3']),
];
