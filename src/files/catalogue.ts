import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Finding } from '#domain/finding.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Offered, Catalogue as Offers } from '#engine/ports.ts';
import { findDuplicates } from '#runbook/duplicates.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { findConfig } from './find-config.ts';
import { readIfThere } from './read.ts';
import { runbookFiles } from './runbook-files.ts';

/** The runbooks of a folder. Only those without errors are offered. */
export interface Catalogue extends Offers {
  /** Files that are not offered, each with what is wrong with it. */
  rejected(): readonly { readonly file: string; readonly findings: readonly Finding[] }[];
  /** Reads the folder anew. Where that fails everything stays as it was. @throws Failure as `openCatalogue` does */
  reload(): void;
}

interface Contents {
  readonly config: Config;
  readonly offered: ReadonlyMap<string, Offered>;
  readonly rejected: ReturnType<Catalogue['rejected']>;
}

/**
 * Reads the runbooks of a folder and the nearest stepward.yml upwards.
 * @param commitOf the git commit of a file that is unchanged since; nothing if it is changed or not known
 * @throws Failure `no-folder`, `no-config`, `cannot-read`, or `bad-config` if stepward.yml has findings
 */
export function openCatalogue(
  folder: string,
  signatures: Signatures,
  commitOf: (file: string) => string | undefined = () => undefined,
): Catalogue {
  let contents = readContents(folder, signatures, commitOf);
  return {
    get config() {
      return contents.config;
    },
    list: () => [...contents.offered.values()].map(entry),
    get: (id) => contents.offered.get(id),
    rejected: () => contents.rejected,
    reload: () => {
      contents = readContents(folder, signatures, commitOf);
    },
  };
}

const entry = ({ runbook: { id, title, summary, environments } }: Offered): ReturnType<Catalogue['list']>[number] => ({
  id,
  title,
  ...(summary === undefined ? {} : { summary }),
  environments,
});

function readContents(
  folder: string,
  signatures: Signatures,
  commitOf: (file: string) => string | undefined,
): Contents {
  const config = readConfig(folder);
  const files = runbookFiles(folder).map((file) => {
    const text = readIfThere(file) ?? '';
    return { file, text, ...loadRunbook(text, file, { signatures, config }) };
  });
  const duplicates = findDuplicates(files);
  const offered = new Map<string, Offered>();
  const rejected: { file: string; findings: readonly Finding[] }[] = [];
  for (const { runbook, text, file, digest, findings } of files) {
    const all = [...findings, ...duplicates.filter((finding) => finding.file === file)];
    const commit = commitOf(file);
    if (!runbook || all.length > 0) rejected.push({ file, findings: all });
    else offered.set(runbook.id, { runbook, text, file, digest, ...(commit === undefined ? {} : { commit }) });
  }
  return { config, offered, rejected };
}

function readConfig(folder: string): Config {
  const { file, text } = findConfig(folder);
  const { config, findings } = loadConfig(text, file);
  if (config) return config;
  const [first] = findings;
  throw new Failure('user', 'bad-config', `${file}:${first?.line}:${first?.column} ${first?.message}.`, {
    hint:
      first?.hint ?? `${findings.length === 1 ? 'Nothing else is' : `${findings.length - 1} more are`} wrong with it.`,
  });
}
