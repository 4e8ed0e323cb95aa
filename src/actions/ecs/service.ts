import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { rowOf } from '../diagnose/row.ts';
import { type Standing, standingOf } from '../diagnose/standing.ts';
import { type Verdict, verdictOf, verdicts } from '../diagnose/verdict.ts';
import { shortName } from '../ecs-words.ts';
import type { Read } from '../ports.ts';

const expectation = Type.Object(
  {
    running: Type.Optional(Type.Integer({ minimum: 0, description: 'Tasks that run.' })),
    desired: Type.Optional(Type.Integer({ minimum: 0, description: 'The desired count.' })),
    task_definition: Type.Optional(
      Type.String({ description: 'What the newest deployment runs: `api:7`, or its ARN.' }),
    ),
  },
  { additionalProperties: false, description: 'What must be so of each of the services.' },
);

interface Expected {
  readonly running?: number;
  readonly desired?: number;
  readonly task_definition?: string;
}

interface Row {
  readonly name: string;
  readonly verdict: Verdict;
  /** What the service is not, although it was expected. */
  readonly misses: readonly string[];
  readonly text: string;
}

function missesOf({ service, running }: Standing, expected: Expected): readonly string[] {
  const found: Required<Expected> = {
    running: running.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    desired: service.desired,
    task_definition: shortName(service.taskDefinition),
  };
  const names = ['running', 'desired', 'task_definition'] as const;
  return names.flatMap((name) => {
    const wanted = expected[name];
    const same = wanted === undefined || found[name] === (typeof wanted === 'string' ? shortName(wanted) : wanted);
    return same ? [] : [`${name.replace('_', ' ')} is ${found[name]}, not ${wanted}`];
  });
}

interface Asked {
  readonly cluster: string;
  readonly names: readonly string[];
  readonly expected: Expected;
}

async function rowsOf({ cluster, names, expected }: Asked, read: Read, now: number): Promise<readonly Row[]> {
  const services = await read.ecs.services(cluster, names);
  const missing = names.filter((name) => services.every((service) => service.name !== name));
  const found = services.map(async (service): Promise<Row> => {
    const standing = await standingOf(service, read, now);
    const verdict = verdictOf(standing);
    const misses = missesOf(standing, expected);
    return { name: service.name, verdict, misses, text: [...misses, rowOf(standing, verdict)].join(' · ') };
  });
  const gone = missing.map((name): Row => ({ name, verdict: 'DOWN', misses: [], text: `is not in ${cluster}` }));
  return [...gone, ...(await Promise.all(found))];
}

const isBad = ({ verdict, misses }: Row): boolean => misses.length > 0 || (verdict !== 'OK' && verdict !== 'PARKED');

/** Waiting may help a service that rolls or has just lost a task; a loop does not end by itself. */
function stateOf(bad: readonly Row[]): CheckRead['state'] {
  if (bad.length === 0) return 'ok';
  return bad.some(({ verdict }) => verdict === 'LOOP') ? 'failed' : 'pending';
}

/** 8 kB of evidence, and as much of it on a card as is read: the worst come first. */
const mostRows = 20;
const longestRow = 380;
const mostTold = 4;

const textOf = ({ verdict, text }: Row): string => `${verdict} · ${text}`.slice(0, longestRow);

function progressOf(rows: readonly Row[], bad: readonly Row[]): string {
  const told = bad.slice(0, mostTold).map((row) => `${row.name}: ${textOf(row)}`);
  const more = bad.length > mostTold ? [`and ${bad.length - mostTold} more`] : [];
  return [`${rows.length - bad.length} of ${rows.length} services as they should be`, ...told, ...more].join(' · ');
}

export default defineCheck({
  meta: {
    id: 'ecs.service',
    version: 1,
    summary: 'Tells of each service how it stands: OK, ROLLING, LOOP, DEGRADED, DOWN or PARKED, and why.',
    docs: 'docs/actions/ecs.service.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      services: Type.Optional(
        Type.Array(Type.String(), { description: 'Names of the services; all of the cluster where it is left out.' }),
      ),
      expect: Type.Optional(expectation),
      report: Type.Boolean({ default: false, description: 'Whether it only tells, and holds whatever it finds.' }),
    },
    { additionalProperties: false },
  ),
  outputs: {
    verdicts: { schema: Type.Record(Type.String(), Type.Enum([...verdicts])), known: 'verify' },
    bad: { schema: Type.Array(Type.String()), known: 'verify' },
  },

  async read({ cluster, services, expect = {}, report }, read, { now }): Promise<CheckRead> {
    const names = services ?? (await read.ecs.listServices(cluster));
    const rows = await rowsOf({ cluster, names, expected: expect }, read, now);
    const bad = rows.filter(isBad);
    const worstFirst = [...bad, ...rows.filter((row) => !isBad(row))].slice(0, mostRows);
    return {
      state: report ? 'ok' : stateOf(bad),
      progress: progressOf(rows, bad),
      evidence: Object.fromEntries(worstFirst.map((row) => [row.name, textOf(row)])),
      outputs: {
        verdicts: Object.fromEntries(rows.map(({ name, verdict }) => [name, verdict])),
        bad: bad.map(({ name }) => name),
      },
    };
  },
});
