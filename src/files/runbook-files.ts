import { join, relative } from 'node:path';
import { configName } from './find-config.ts';
import { filesBelow } from './read.ts';

/**
 * Every runbook's file in a folder and its subfolders, sorted. Tests of runbooks, stepward.yml and hidden folders are left out.
 * @throws Failure `no-folder` if it is not there
 */
export const runbookFiles = (folder: string): readonly string[] =>
  filesBelow(folder)
    .filter((file) => isRunbook(file.name) && !isHidden(relative(folder, file.folder)))
    .map((file) => join(file.folder, file.name))
    .sort();

const isRunbook = (name: string): boolean =>
  /^[^.].*\.ya?ml$/.test(name) && !/\.test\.ya?ml$/.test(name) && name !== configName;

const isHidden = (folder: string): boolean =>
  folder.split(/[/\\]/).some((part) => part.startsWith('.') || part === 'node_modules');
