import type { Cause } from '../cause.ts';
import { reasonsOf, shownLine, stoppedFor } from '../evidence.ts';

const reasons = /no matching manifest|descriptor matching platform|exec format error/i;

export const wrongArchitecture: Cause = {
  id: 'wrong-architecture',
  helps:
    'Deploy an image that is built for the processor of the task definition (ecr.image with architecture looks whether there is one), or go back to the revision before (ecs.rollback).',
  find(facts) {
    const stopped = stoppedFor(facts, reasons);
    const said = facts.tails.flatMap(({ lines = [] }) => lines).find(({ text }) => /exec format error/i.test(text));
    if (stopped.length === 0 && !said) return undefined;
    return [
      `the task definition asks for ${facts.definition.architecture}`,
      ...(said ? [`a task said: ${shownLine(said.text)}`] : []),
      ...reasonsOf(facts.failures),
    ];
  },
};
