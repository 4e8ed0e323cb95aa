import { decide } from '../../iam/decide.ts';
import { needed, text, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page } from '../page.ts';
import { neededRole } from './find.ts';

const simulatePrincipalPolicy: Operation = {
  service: 'iam',
  name: 'SimulatePrincipalPolicy',
  isWrite: false,
  members: ['PolicySourceArn', 'ActionNames', 'ResourceArns', 'MaxItems', 'Marker'],
  resource: (_, params) => text(params, 'PolicySourceArn') ?? '*',
  perform(account, params) {
    const role = neededRole(account, needed(text, params, 'PolicySourceArn'));
    const resources = texts(params, 'ResourceArns') ?? ['*'];
    const results = needed(texts, params, 'ActionNames').flatMap((action) =>
      resources.map((resource) => ({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decide(role, action, resource),
        MatchedStatements: [],
        MissingContextValues: [],
      })),
    );
    const { items, next } = page(results, Number(text(params, 'MaxItems') ?? 100), text(params, 'Marker'));
    return { EvaluationResults: [...items], IsTruncated: next !== undefined, ...(next && { Marker: next }) };
  },
};

export default simulatePrincipalPolicy;
