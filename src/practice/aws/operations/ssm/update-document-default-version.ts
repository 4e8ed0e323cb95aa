import { needed, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { neededDocument, versionOf } from './find-document.ts';

const updateDocumentDefaultVersion: Operation = {
  service: 'ssm',
  name: 'UpdateDocumentDefaultVersion',
  isWrite: true,
  members: ['Name', 'DocumentVersion'],
  perform(account, params) {
    const document = neededDocument(account, needed(text, params, 'Name'));
    document.defaultVersion = versionOf(document, needed(text, params, 'DocumentVersion'));
    return { Description: { Name: document.name, DefaultVersion: String(document.defaultVersion) } };
  },
};

export default updateDocumentDefaultVersion;
