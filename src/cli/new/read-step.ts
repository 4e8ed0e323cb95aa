import type { Signatures } from '#domain/signatures.ts';
import { usage } from '../command.ts';
import type { DraftStep } from './draft.ts';

/** `ecs.restart-service service=kafka mode=stop-task` as a step; the title is made from it. */
export function readStep(words: string, place: number, signatures: Signatures): DraftStep {
  const [does = '', ...pairs] = words.split(/\s+/).filter((word) => word !== '');
  const signature = signatures.get(does);
  if (!signature || signature.kind === 'source')
    throw usage(`There is no action or check "${does}".`, `There are ${[...signatures.keys()].join(', ')}.`);
  const input = Object.fromEntries(pairs.map(pairOf));
  const verb = does.replace(/^.*\./, '');
  const target = input['service'] ?? input['name'] ?? '';
  const said = `${verb.replaceAll('-', ' ')} ${target}`.trim();
  return {
    id: `${verb.replaceAll('-', '_')}_${place + 1}`,
    title: `${said.charAt(0).toUpperCase()}${said.slice(1)}`,
    key: signature.kind,
    does,
    with: input,
    ...(signature.kind === 'action' ? { impact: 'Say here what users will notice.' } : {}),
  };
}

function pairOf(word: string): readonly [string, string] {
  const at = word.indexOf('=');
  if (at < 1) throw usage(`"${word}" is not like name=value.`);
  return [word.slice(0, at), word.slice(at + 1)];
}
