import { describe, expect, it } from '@jest/globals';
import { neededOf } from '#lint/facts/needs.ts';

describe('what a service needs', () => {
  it.each([
    ['kafka', 'zookeeper'],
    ['prod-kafka-1', 'prod_zookeeper'],
    ['rule-service', 'kafka'],
    ['kafka-exporter', 'kafka'],
    ['api', 'postgres-primary-1'],
    ['api', 'redis-cluster'],
  ])('%s needs %s', (service, other) => {
    expect(neededOf([other], service)).toBe(other);
  });

  it.each([
    ['zookeeper', 'kafka'],
    ['redis', 'postgres'],
    ['kafka-1', 'kafka-2'],
    ['api', 'web'],
    ['api', 'kafka-exporter'],
    ['api', 'db-migrator'],
    ['${{ item }}', 'kafka'],
  ])('%s does not need %s', (service, other) => {
    expect(neededOf([other], service)).toBeUndefined();
  });

  it('is the first of several', () => {
    expect(neededOf(['web', 'redis-1', 'kafka', 'redis-2'], 'api')).toBe('redis-1');
    expect(neededOf(['redis', 'zookeeper'], 'kafka')).toBe('zookeeper');
  });
});
