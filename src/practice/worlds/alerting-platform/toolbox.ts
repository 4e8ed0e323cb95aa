import type { Program } from '../world.ts';

const request = (command: string, rule: string): string =>
  `${command} http://rule-service.alerting-platform.local:8081 ${rule}`;

/** What a task with curl asks of rule-service. */
const asked = (command: string, ...rules: readonly string[]): Program['run'] =>
  Object.fromEntries(
    rules.map((rule) => [
      request(command, rule),
      { says: [{ at: 1, text: `${command} ${rule}: done` }], exit: { after: 2, code: 0 } },
    ]),
  );

/** Rules that rule-service has its troubles with: one that it keeps, one that it keeps after a while, and one that it never answers for. */
const troubled: Program['run'] = {
  ...asked('create-rule', 'kept', 'late'),
  [request('delete-rule', 'kept')]: {
    says: [{ at: 1, text: 'delete-rule kept: 409 Conflict' }],
    exit: { after: 2, code: 0 },
  },
  [request('delete-rule', 'late')]: {
    says: [{ at: 224, text: 'delete-rule late: 409 Conflict' }],
    exit: { after: 225, code: 0 },
  },
  ...Object.fromEntries(
    ['create-rule', 'delete-rule'].map((command) => [request(command, 'stuck'), { exit: { after: 3_600, code: 0 } }]),
  ),
};

/** A shell with curl, for what can be asked only from inside the network. */
export const toolbox: Program = {
  run: {
    ...asked('create-rule', 'stepward-e2e', 'unheard'),
    ...asked('delete-rule', 'stepward-e2e', 'unheard'),
    ...troubled,
  },
};
