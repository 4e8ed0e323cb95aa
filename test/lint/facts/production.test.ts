import { describe, expect, it } from '@jest/globals';
import { isProduction } from '#lint/facts/production.ts';

describe('isProduction', () => {
  it.each(['prod', 'production', 'live', 'eu-prod', 'prod-eu', 'payments-production-2'])(
    'takes %s for production',
    (id) => {
      expect(isProduction(id)).toBe(true);
    },
  );

  it.each(['staging', 'preprod', 'pre-prod', 'non-prod', 'nonprod', 'product-tests', 'delivery', 'dev'])(
    'does not take %s for production',
    (id) => {
      expect(isProduction(id)).toBe(false);
    },
  );
});
