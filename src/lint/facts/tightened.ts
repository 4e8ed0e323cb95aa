import type { Environment } from '#domain/config.ts';
import { type Policy, tighten } from '#domain/policy.ts';
import type { Subject } from '../rule.ts';
import { approvalPlaces } from './approval-places.ts';

/** A policy where a runbook tightens it: as it stands around that place, and there. */
export interface Tightened {
  readonly at: string;
  readonly environment: Environment;
  readonly around: Policy;
  readonly policy: Policy;
}

/** Every place of a runbook that says who must approve, in every environment that it names. */
export const tightenedIn = (subject: Subject): readonly Tightened[] =>
  approvalPlaces(subject).flatMap(({ at, rules, around }) =>
    subject.environments.map((environment) => {
      const outer = tighten(environment.approve, around);
      return {
        at,
        environment,
        around: outer,
        policy: tighten(
          outer,
          rules.map(({ rule }) => rule),
        ),
      };
    }),
  );
