import type { Account } from '../../account.ts';
import { refusal } from '../../refusal.ts';
import type { Document } from '../../ssm/model.ts';

export function neededDocument(account: Account, name: string): Document {
  const document = account.systems.documents.get(name);
  if (!document) throw refusal('InvalidDocument', `Document with name ${name} does not exist.`);
  return document;
}

/** Documents of AWS belong to no account. */
export const systemsArn = ({ id, region }: Account, { name, owner }: Document, kind: string): string =>
  `arn:aws:ssm:${region}:${owner === 'Amazon' ? '' : id}:${kind}/${name}`;

/** A number, `$DEFAULT` or `$LATEST`; the default version where nothing is said. */
export function versionOf(document: Document, wanted = '$DEFAULT'): number {
  if (wanted === '$DEFAULT') return document.defaultVersion;
  const version = wanted === '$LATEST' ? document.versions : Number(wanted);
  if (!Number.isInteger(version) || version < 1 || version > document.versions)
    throw refusal('InvalidDocumentVersion', `The version ${wanted} of ${document.name} does not exist.`);
  return version;
}
