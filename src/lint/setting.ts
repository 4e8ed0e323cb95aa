import { dirname, matchesGlob, relative } from 'node:path';
import type { LintConfig, LintSetting } from '#domain/config.ts';

/**
 * What stepward.yml says of the rules for one file.
 * @param configFile and @param file relative to the same folder, or both absolute
 */
export function settingOf({ paths, ...general }: LintConfig, configFile: string, file: string): LintSetting {
  const path = relative(dirname(configFile), file);
  const narrower = paths.filter(({ files }) => files.some((glob) => matchesGlob(path, glob)));
  return {
    disable: [general, ...narrower].flatMap(({ disable }) => disable),
    severity: Object.assign({}, ...[general, ...narrower].map(({ severity }) => severity)),
  };
}
