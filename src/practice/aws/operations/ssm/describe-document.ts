import { createHash } from 'node:crypto';
import { needed, text } from '../../params.ts';
import type { Document } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { neededDocument, versionOf } from './find-document.ts';

const hashOf = (document: Document, version: number): string =>
  createHash('sha256')
    .update(JSON.stringify([document.name, version, document.steps]))
    .digest('hex');

const describeDocument: Operation = {
  service: 'ssm',
  name: 'DescribeDocument',
  isWrite: false,
  members: ['Name', 'DocumentVersion'],
  perform(account, params) {
    const document = neededDocument(account, needed(text, params, 'Name'));
    const version = versionOf(document, text(params, 'DocumentVersion'));
    return {
      Document: {
        Name: document.name,
        Owner: document.owner,
        DocumentType: document.type,
        Status: 'Active',
        DocumentVersion: String(version),
        DefaultVersion: String(document.defaultVersion),
        LatestVersion: String(document.versions),
        Hash: hashOf(document, version),
        HashType: 'Sha256',
        Parameters: document.parameters.map((name) => ({ Name: name, Type: 'StringList' })),
      },
    };
  },
};

export default describeDocument;
