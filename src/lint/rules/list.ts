import type { Rule } from '../rule.ts';
import approvalAlone from './approval-alone.ts';
import approvalNeedsStarter from './approval-needs-starter.ts';
import approvalNoEffect from './approval-no-effect.ts';
import approvalOutlivesRun from './approval-outlives-run.ts';
import approvalQuorum from './approval-quorum.ts';
import approvalTooLong from './approval-too-long.ts';
import approvalTooShort from './approval-too-short.ts';
import blindWait from './blind-wait.ts';
import conditionConstant from './condition-constant.ts';
import emptyList from './empty-list.ts';
import environmentNoCommit from './environment-no-commit.ts';
import environmentNoRole from './environment-no-role.ts';
import environmentOpen from './environment-open.ts';
import expectReadsNothing from './expect-reads-nothing.ts';
import expiryContinues from './expiry-continues.ts';
import finallyTooLong from './finally-too-long.ts';
import finallyUnconditional from './finally-unconditional.ts';
import holdTooLong from './hold-too-long.ts';
import impactMissing from './impact-missing.ts';
import inputImpossible from './input-impossible.ts';
import inputOneChoice from './input-one-choice.ts';
import inputOpen from './input-open.ts';
import inputSecretByName from './input-secret-by-name.ts';
import inputUntitled from './input-untitled.ts';
import inputUnused from './input-unused.ts';
import inputsTooMany from './inputs-too-many.ts';
import itemUnused from './item-unused.ts';
import linkInsecure from './link-insecure.ts';
import mentionInText from './mention-in-text.ts';
import notifyRepeated from './notify-repeated.ts';
import notifyTooLate from './notify-too-late.ts';
import optionTooLong from './option-too-long.ts';
import outcomeImpossible from './outcome-impossible.ts';
import ownerMissing from './owner-missing.ts';
import remindTooLate from './remind-too-late.ts';
import stepsTooMany from './steps-too-many.ts';
import summaryMissing from './summary-missing.ts';
import testMissing from './test-missing.ts';
import textTooLong from './text-too-long.ts';
import timeoutMissing from './timeout-missing.ts';
import timeoutTooShort from './timeout-too-short.ts';
import titleMissing from './title-missing.ts';
import titleSameForEach from './title-same-for-each.ts';
import togetherTooMany from './together-too-many.ts';

/** Every rule, by its id in the order of the alphabet. */
export const rules: readonly Rule[] = [
  approvalAlone,
  approvalNeedsStarter,
  approvalNoEffect,
  approvalOutlivesRun,
  approvalQuorum,
  approvalTooLong,
  approvalTooShort,
  blindWait,
  conditionConstant,
  emptyList,
  environmentNoCommit,
  environmentNoRole,
  environmentOpen,
  expectReadsNothing,
  expiryContinues,
  finallyTooLong,
  finallyUnconditional,
  holdTooLong,
  impactMissing,
  inputImpossible,
  inputOneChoice,
  inputOpen,
  inputSecretByName,
  inputUntitled,
  inputUnused,
  inputsTooMany,
  itemUnused,
  linkInsecure,
  mentionInText,
  notifyRepeated,
  notifyTooLate,
  optionTooLong,
  outcomeImpossible,
  ownerMissing,
  remindTooLate,
  stepsTooMany,
  summaryMissing,
  testMissing,
  textTooLong,
  timeoutMissing,
  timeoutTooShort,
  titleMissing,
  titleSameForEach,
  togetherTooMany,
];
