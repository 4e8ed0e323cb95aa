import { afterEach, expect, it } from '@jest/globals';
import { createAws } from '#aws/create-aws.ts';
import { environment } from '../actions/practice.ts';
import { type Asked, closeAll, type Reply, script } from './scripted.ts';

afterEach(closeAll);

const credentials = { accessKeyId: 'AKIABOT', secretAccessKey: 'x' };
async function reader(answer: (asked: Asked, n: number) => Reply) {
  const { endpoint } = await script(answer);
  return createAws({ endpoint, credentials }).reader(environment).roles;
}

const simulated = (results: string, more = '<IsTruncated>false</IsTruncated>'): Reply => ({
  body: `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>${results}</EvaluationResults>${more}</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
});
const member = (action: string, rest: string): string =>
  `<member><EvalActionName>${action}</EvalActionName>${rest}</member>`;

it('gives each resource its own decision, and turns every page', async () => {
  const each = (name: string, decision: string) =>
    `<member><EvalResourceName>${name}</EvalResourceName><EvalResourceDecision>${decision}</EvalResourceDecision></member>`;
  const both = `<EvalDecision>implicitDeny</EvalDecision><ResourceSpecificResults>${each('x', 'allowed')}${each('y', 'implicitDeny')}</ResourceSpecificResults>`;
  const roles = await reader((_, n) =>
    n === 1
      ? simulated(member('a:Get', both), '<IsTruncated>true</IsTruncated><Marker>more</Marker>')
      : simulated(member('a:Put', '<EvalResourceName>x</EvalResourceName><EvalDecision>explicitDeny</EvalDecision>')),
  );
  expect(await roles.simulate('arn:aws:iam::1:role/r', ['a:Get', 'a:Put'], ['x', 'y'])).toEqual([
    { action: 'a:Get', resource: 'x', allowed: true, decision: 'allowed' },
    { action: 'a:Get', resource: 'y', allowed: false, decision: 'implicitDeny' },
    { action: 'a:Put', resource: 'x', allowed: false, decision: 'explicitDeny' },
  ]);
});

const trusting = (statements: readonly object[]): Reply => {
  const document = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  return {
    body: `<GetRoleResponse><GetRoleResult><Role><RoleName>r</RoleName><AssumeRolePolicyDocument>${document}</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>`,
  };
};

it('reads who may assume a role, written alone or in a list, and who may only tag its session does not count', async () => {
  const roles = await reader(() =>
    trusting([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } },
      { Effect: 'Allow', Action: ['sts:TagSession', 'sts:AssumeRole'], Principal: { AWS: ['one', 'two'] } },
      { Effect: 'Allow', Action: 'sts:TagSession', Principal: '*' },
      { Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { AWS: 'nobody' } },
    ]),
  );
  expect(await roles.trust('arn:aws:iam::1:role/path/r')).toEqual(['ecs-tasks.amazonaws.com', 'one', 'two']);
});

it('asks for a role by its name without the path, and knows when there is none', async () => {
  const roles = await reader(({ body }) => {
    expect(new URLSearchParams(body).get('RoleName')).toBe('r');
    return {
      status: 404,
      body: '<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>No.</Message></Error></ErrorResponse>',
    };
  });
  expect(await roles.trust('arn:aws:iam::1:role/path/r')).toBeUndefined();
});
