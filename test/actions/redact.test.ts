import { expect, it } from '@jest/globals';
import { redact, shownVariable } from '#actions/redact.ts';

const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N'].join('.');

it.each([
  [`key ${'AKIA'}ABCDEFGHIJKLMNOP used`, 'key (access key) used'],
  [`Bearer ${jwt}, and more`, 'Bearer (token), and more'],
  ['to postgres://app:hunter2@db:5432/app failed', 'to postgres://(credentials)@db:5432/app failed'],
  ['redis://:hunter2@cache', 'redis://(credentials)@cache'],
  ['GET http://api:8080/health at 12:30 by a@b.c', 'GET http://api:8080/health at 12:30 by a@b.c'],
])('shows %s as %s', (text, shown) => {
  expect(redact(text)).toBe(shown);
});

it.each([
  ['LEVEL', 'debug', 'LEVEL=debug'],
  ['api_token', 'x', 'api_token=(hidden)'],
  ['SENTRY_DSN', 'x', 'SENTRY_DSN=(hidden)'],
  ['QUEUE', 'amqp://a:b@mq', 'QUEUE=amqp://(credentials)@mq'],
])('shows the variable %s=%s as %s', (name, value, shown) => {
  expect(shownVariable(name, value)).toBe(shown);
});
