import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Finding } from '#domain/finding.ts';
import { allSteps, type Runbook } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Offered, Catalogue as Offers } from '#engine/ports.ts';
import { findDuplicates } from '#runbook/duplicates.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { optional } from '#runbook/optional.ts';
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
  const sources = runbookFiles(folder).map((file) => ({ file, text: readIfThere(file) ?? '' }));
  const context = { signatures, config, runbooks: runbooksIn(sources) };
  const files = sources.map((source) => ({ ...source, ...loadRunbook(source.text, source.file, context) }));
  const duplicates = findDuplicates(files);
  const offered = new Map<string, Offered>();
  const rejected: { file: string; findings: readonly Finding[] }[] = [];
  for (const { runbook, text, file, digest, findings } of files) {
    const all = [...findings, ...duplicates.filter((finding) => finding.file === file)];
    if (!runbook || all.length > 0) rejected.push({ file, findings: all });
    else offered.set(runbook.id, { runbook, text, file, digest, ...optional('commit', commitWith(runbook, file)) });
  }
  return { config, offered, rejected };

  /** Nothing is known of a runbook's text unless it is known of all that it inlines. */
  function commitWith(runbook: Runbook, file: string): string | undefined {
    const inlined = allSteps([...runbook.steps, ...runbook.finally]).flatMap((step) =>
      step.kind === 'runbook' ? (context.runbooks.get(step.uses)?.file ?? []) : [],
    );
    return inlined.every((each) => commitOf(each) !== undefined) ? commitOf(file) : undefined;
  }
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
