import { describe, expect, it } from '@jest/globals';
import { parseImage } from '#domain/image-reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const ecr = { registry: '111122223333', region: 'eu-west-1', repository: 'shop/api' };
const name = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api';

describe('an image reference', () => {
  it.each([
    ['api', { name: 'api', tag: 'latest' }],
    ['api:4', { name: 'api', tag: '4' }],
    ['localhost:5000/api', { name: 'localhost:5000/api', tag: 'latest' }],
    ['localhost:5000/api:4', { name: 'localhost:5000/api', tag: '4' }],
    [`ghcr.io/shop/api@${digest}`, { name: 'ghcr.io/shop/api', digest }],
    [name, { name, ecr, tag: 'latest' }],
    [`${name}:4`, { name, ecr, tag: '4' }],
    [`${name}:4@${digest}`, { name, ecr, tag: '4', digest }],
  ])('%s is taken apart', (reference, parts) => {
    expect(parseImage(reference)).toEqual(parts);
  });
});
