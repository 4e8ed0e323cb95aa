import type { Rule } from '../rule.ts';
import accountHardCoded from './account-hard-coded.ts';
import approvalAlone from './approval-alone.ts';
import approvalNeedsStarter from './approval-needs-starter.ts';
import approvalNoEffect from './approval-no-effect.ts';
import approvalOutlivesRun from './approval-outlives-run.ts';
import approvalQuorum from './approval-quorum.ts';
import approvalTooLong from './approval-too-long.ts';
import approvalTooShort from './approval-too-short.ts';
import blindWait from './blind-wait.ts';
import breakGlassTooLate from './break-glass-too-late.ts';
import changeUnproven from './change-unproven.ts';
import checkOnce from './check-once.ts';
import choiceNoWayOut from './choice-no-way-out.ts';
import clusterHardCoded from './cluster-hard-coded.ts';
import conditionConstant from './condition-constant.ts';
import continueHidesFailure from './continue-hides-failure.ts';
import credentialsWritten from './credentials-written.ts';
import deployDesiredCount from './deploy-desired-count.ts';
import emptyList from './empty-list.ts';
import environmentNoCommit from './environment-no-commit.ts';
import environmentNoRole from './environment-no-role.ts';
import environmentOpen from './environment-open.ts';
import expectReadsNothing from './expect-reads-nothing.ts';
import expiryContinues from './expiry-continues.ts';
import finallyTooLong from './finally-too-long.ts';
import finallyUnconditional from './finally-unconditional.ts';
import healthCheckTool from './health-check-tool.ts';
import holdTooLong from './hold-too-long.ts';
import imageTagMoving from './image-tag-moving.ts';
import imageUnchecked from './image-unchecked.ts';
import impactMissing from './impact-missing.ts';
import inputImpossible from './input-impossible.ts';
import inputOneChoice from './input-one-choice.ts';
import inputOpen from './input-open.ts';
import inputSecretByName from './input-secret-by-name.ts';
import inputUntitled from './input-untitled.ts';
import inputUnused from './input-unused.ts';
import inputsTooMany from './inputs-too-many.ts';
import itemTwice from './item-twice.ts';
import itemUnused from './item-unused.ts';
import linkInsecure from './link-insecure.ts';
import logCheckLate from './log-check-late.ts';
import logCheckStale from './log-check-stale.ts';
import logPatternSyntax from './log-pattern-syntax.ts';
import manualDoesAws from './manual-does-aws.ts';
import mentionInText from './mention-in-text.ts';
import notifyRepeated from './notify-repeated.ts';
import notifyTooLate from './notify-too-late.ts';
import optionTooLong from './option-too-long.ts';
import outcomeImpossible from './outcome-impossible.ts';
import ownerMissing from './owner-missing.ts';
import parallelDependency from './parallel-dependency.ts';
import parallelSameTarget from './parallel-same-target.ts';
import readersNotRestarted from './readers-not-restarted.ts';
import regionHardCoded from './region-hard-coded.ts';
import remindTooLate from './remind-too-late.ts';
import restartAllAtOnce from './restart-all-at-once.ts';
import restartMovesHost from './restart-moves-host.ts';
import restartOrder from './restart-order.ts';
import restartUnproven from './restart-unproven.ts';
import rollbackWithoutUndo from './rollback-without-undo.ts';
import rotateLabelsSame from './rotate-labels-same.ts';
import rotateValueMissing from './rotate-value-missing.ts';
import rotateWithoutProbe from './rotate-without-probe.ts';
import scheduleCannotStart from './schedule-cannot-start.ts';
import scriptSpliced from './script-spliced.ts';
import secretArnSuffix from './secret-arn-suffix.ts';
import secretAsEnvironment from './secret-as-environment.ts';
import secretInLogLine from './secret-in-log-line.ts';
import secretInValues from './secret-in-values.ts';
import secretLiteral from './secret-literal.ts';
import settleTooShort from './settle-too-short.ts';
import staleAgeUnused from './stale-age-unused.ts';
import staleWhileFailing from './stale-while-failing.ts';
import stepTwice from './step-twice.ts';
import stepUnreachable from './step-unreachable.ts';
import stepsTooMany from './steps-too-many.ts';
import summaryMissing from './summary-missing.ts';
import taskDefinitionMoving from './task-definition-moving.ts';
import testMissing from './test-missing.ts';
import textTooLong from './text-too-long.ts';
import timeoutBelowEcs from './timeout-below-ecs.ts';
import timeoutMissing from './timeout-missing.ts';
import timeoutTooShort from './timeout-too-short.ts';
import titleMissing from './title-missing.ts';
import titleSameForEach from './title-same-for-each.ts';
import togetherTooMany from './together-too-many.ts';
import undoUndeclared from './undo-undeclared.ts';
import valueHardCoded from './value-hard-coded.ts';
import verifyOtherService from './verify-other-service.ts';

/** Every rule, by its id in the order of the alphabet. */
export const rules: readonly Rule[] = [
  accountHardCoded,
  approvalAlone,
  approvalNeedsStarter,
  approvalNoEffect,
  approvalOutlivesRun,
  approvalQuorum,
  approvalTooLong,
  approvalTooShort,
  blindWait,
  breakGlassTooLate,
  changeUnproven,
  checkOnce,
  choiceNoWayOut,
  clusterHardCoded,
  conditionConstant,
  continueHidesFailure,
  credentialsWritten,
  deployDesiredCount,
  emptyList,
  environmentNoCommit,
  environmentNoRole,
  environmentOpen,
  expectReadsNothing,
  expiryContinues,
  finallyTooLong,
  finallyUnconditional,
  healthCheckTool,
  holdTooLong,
  imageTagMoving,
  imageUnchecked,
  impactMissing,
  inputImpossible,
  inputOneChoice,
  inputOpen,
  inputSecretByName,
  inputUntitled,
  inputUnused,
  inputsTooMany,
  itemTwice,
  itemUnused,
  linkInsecure,
  logCheckLate,
  logCheckStale,
  logPatternSyntax,
  manualDoesAws,
  mentionInText,
  notifyRepeated,
  notifyTooLate,
  optionTooLong,
  outcomeImpossible,
  ownerMissing,
  parallelDependency,
  parallelSameTarget,
  readersNotRestarted,
  regionHardCoded,
  remindTooLate,
  restartAllAtOnce,
  restartMovesHost,
  restartOrder,
  restartUnproven,
  rollbackWithoutUndo,
  rotateLabelsSame,
  rotateValueMissing,
  rotateWithoutProbe,
  scheduleCannotStart,
  scriptSpliced,
  secretArnSuffix,
  secretAsEnvironment,
  secretInLogLine,
  secretInValues,
  secretLiteral,
  settleTooShort,
  staleAgeUnused,
  staleWhileFailing,
  stepTwice,
  stepUnreachable,
  stepsTooMany,
  summaryMissing,
  taskDefinitionMoving,
  testMissing,
  textTooLong,
  timeoutBelowEcs,
  timeoutMissing,
  timeoutTooShort,
  titleMissing,
  titleSameForEach,
  togetherTooMany,
  undoUndeclared,
  valueHardCoded,
  verifyOtherService,
];
