import type { StepAt, Subject } from '#lint/rule.ts';
import { subjectOf } from '#lint/subject.ts';
import { openRunbook } from '#runbook/open.ts';
import { signatures } from '../signatures.ts';

/** What rules see of a runbook with these steps. */
export function subjectWith(steps: string, head = ''): Subject {
  const text = `runbook: tried\nversion: 1\ntitle: Tried\nenvironment: prod\n${head}steps:\n${steps}`;
  const opened = openRunbook(text, 'tried.yml', { signatures });
  const subject = subjectOf(opened, { file: 'tried.yml', signatures });
  if (!subject?.whole) throw new Error(opened.findings.map(({ message }) => message).join('\n'));
  return subject;
}

export function stepOf({ steps }: Subject, id: string): StepAt {
  const found = steps.find(({ step }) => step.id === id);
  if (!found) throw new Error(`there is no step ${id}`);
  return found;
}
