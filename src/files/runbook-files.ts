import { join, relative } from 'node:path';
import { configName } from './find-config.ts';
import { filesBelow } from './read.ts';

/**
 * Every runbook's file in a folder and its subfolders, sorted. Tests of runbooks, stepward.yml and hidden folders are left out.
 * @throws Failure `no-folder` if it is not there
 */
export const runbookFiles = (folder: string): readonly string[] =>
  filesIn(folder, (name) => isYaml(name) && !isTest(name) && name !== configName);

/**
 * Every file of tests in a folder and its subfolders, sorted; hidden folders are left out.
 * @throws Failure `no-folder` if it is not there
 */
export const testFiles = (folder: string): readonly string[] => filesIn(folder, isTest);

const filesIn = (folder: string, isWanted: (name: string) => boolean): readonly string[] =>
  filesBelow(folder)
    .filter((file) => isWanted(file.name) && !isHidden(relative(folder, file.folder)))
    .map((file) => join(file.folder, file.name))
    .sort();

const isYaml = (name: string): boolean => /^[^.].*\.ya?ml$/.test(name);
const isTest = (name: string): boolean => /^[^.].*\.test\.ya?ml$/.test(name);

const isHidden = (folder: string): boolean =>
  folder.split(/[/\\]/).some((part) => part.startsWith('.') || part === 'node_modules');
