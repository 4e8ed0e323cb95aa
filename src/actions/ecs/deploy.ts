import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';
import { familyAndRevision } from '../deploy/arn.ts';
import { deployMemory } from '../deploy/memory.ts';
import { deployedBy, deployReceipt, judgeDeploy, readyToDeploy, reconcileDeploy } from '../deploy/outcome.ts';
import { type Next, planDeploy, undoDeploy } from '../deploy/plan.ts';
import { readSubject, type Subject } from '../deploy/prepare.ts';
import { deployPermissions } from '../deploy/requests.ts';
import { shortName } from '../ecs-words.ts';
import type { Read } from '../ports.ts';
import { changed, changeInput, isChange } from '../revision/change.ts';
import { contentOf } from '../revision/content.ts';
import { differences } from '../revision/diff.ts';
import { memoOf } from '../rollout/watch.ts';

const input = Type.Object(
  {
    cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
    service: Type.String({ description: 'Name of the service.' }),
    task_definition: Type.Optional(
      Type.String({ minLength: 1, description: 'An exact revision, `api:7` or its ARN; or say below what changes.' }),
    ),
    supersede: Type.Boolean({
      default: false,
      description:
        'Whether it takes the place of a deployment in progress; otherwise that one keeps it from beginning.',
    }),
    ...changeInput,
  },
  { additionalProperties: false },
);
type Input = Static<typeof input>;

/** A revision that was deregistered cannot be set any more, so its content is registered again. */
async function existing(name: string, read: Read): Promise<Next | string> {
  if (Number.isNaN(familyAndRevision(name).revision))
    return `${name} names no revision: write ${name}:7, not the family.`;
  const source = await read.ecs.definition(name);
  if (!source) return `There is no task definition ${name}.`;
  const content = contentOf(source);
  if (source.raw['status'] !== 'ACTIVE') return { source, content };
  return { source, content, existing: String(source.raw['taskDefinitionArn']) };
}

/** @returns why there is nothing to be deployed */
async function wanted(asked: Input, { definition, content }: Subject, read: Read): Promise<Next | string> {
  const { cluster: _, service: __, supersede: ___, task_definition, ...change } = asked;
  if (task_definition === undefined) {
    if (!isChange(change)) return 'Say what is to be deployed: an image, another change, or task_definition.';
    const next = changed(content, change);
    return typeof next === 'string' ? next : { content: next, source: definition };
  }
  if (isChange(change)) return 'task_definition says all of it: give no other change beside it.';
  return existing(task_definition, read);
}

/** ECS starts no deployment for the revision that a service has. */
function isThere({ service, content }: Subject, next: Next): boolean {
  if (next.existing !== undefined) return next.existing === service.taskDefinition;
  return differences(content, next.content).length === 0;
}

export default defineAction({
  meta: {
    id: 'ecs.deploy',
    version: 1,
    summary: 'Run another revision of a task definition: a new image, health check, variables, command or size.',
    risk: 'changes',
    repeat: 'unsafe',
    timeout: 20 * 60_000,
    settle: 30_000,
    undo: 'auto',
    secrets: [],
    docs: 'docs/actions/ecs.deploy.md',
  },
  input,
  memory: deployMemory,
  outputs: {
    task_definition: { schema: Type.String(), known: 'apply' },
    deployment: { schema: Type.String(), known: 'apply' },
    previous: { schema: Type.String(), known: 'plan' },
    digest: { schema: Type.String(), known: 'plan' },
  },

  async plan(asked, read, ctx) {
    const { cluster, service } = asked;
    const subject = await readSubject(asked, read, ctx);
    if (typeof subject === 'string') return refused(subject);
    const next = await wanted(asked, subject, read);
    if (typeof next === 'string') return refused(next);
    const now = shortName(subject.service.taskDefinition);
    if (isThere(subject, next))
      return nothingToDo(`${service} runs this already (${now}). ecs.restart-service has ECS look its tags up again.`);
    return planDeploy(subject, next, { cluster, read, ctx });
  },
  ready: (plan, _, read, { receipts }) => readyToDeploy(plan, read, receipts),
  receipt: (_, answer) => deployReceipt(answer),
  reconcile: reconcileDeploy,
  verify: judgeDeploy,
  results(plan, receipts, memo) {
    const started = receipts.at(-1)?.['deployment'] ?? memoOf(memo).deployment;
    return {
      previous: plan.before,
      digest: plan.digest,
      ...(started === undefined ? {} : { task_definition: deployedBy(plan, receipts), deployment: started }),
    };
  },
  undo: undoDeploy,
  iam: deployPermissions,
});
