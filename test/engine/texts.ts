/** Small runbooks for tests; every step is written out where it matters. */
const head = (id: string): string => `runbook: ${id}
version: 1
title: Test
environment: [prod]
`;

export const cluster = 'alerting-platform-prod-cluster';

/** One restart by rolling, then a second one. */
export const restartTwo = (more = ''): string => `${head('restart-two')}${more}steps:
  - id: sender
    title: Restart sender
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: sender }
  - id: updater
    title: Restart rule-updater
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: rule-updater }
`;

export const restartOne = (step = '', after = ''): string => `${head('restart-one')}steps:
  - id: sender
    title: Restart sender
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: sender }
${step}${after}`;

export const runbook = (id: string, body: string): string => `${head(id)}${body}`;
