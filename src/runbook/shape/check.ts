import { Type } from '#domain/type.ts';
import { every, repeat } from './every.ts';
import { closed, duration, expression, plain, values } from './words.ts';

const checking = {
  check: plain('What is read, such as `ecs.services-healthy`.'),
  with: Type.Optional(values('What the check needs to know.')),
  within: Type.Optional(duration('Reads until it holds or this time is up; read once if nothing is said.')),
  expect: Type.Optional(expression("True or false over `outputs`; replaces the check's own verdict.")),
};

export const verifyCheck = Type.Object(checking, { title: 'a check', ...closed });

export const check = Type.Object({ ...every, ...checking, ...repeat }, { title: 'a step that reads', ...closed });
