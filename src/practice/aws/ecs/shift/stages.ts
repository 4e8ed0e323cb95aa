import type { DeploymentConfiguration } from '../configuration.ts';

/** One stage of a deployment that shifts traffic from the old tasks to the new ones. */
export interface Stage {
  readonly name: string;
  /** Percent of the traffic that the new tasks have from here on. */
  readonly test: number;
  readonly production: number;
  /** Seconds; as long as its tasks need where that is more. */
  readonly lasts: number;
}

/** Seconds of a stage that is not told how long it lasts; chosen, not measured. */
const usual = 5;

/** Percent of production traffic after each step, and the minutes that it stays so. */
function steps(of: DeploymentConfiguration): readonly { readonly percent: number; readonly minutes: number }[] {
  const all = { percent: 100, minutes: 0 };
  if (of.strategy === 'CANARY') {
    const { canaryPercent: percent = 5, canaryBakeTimeInMinutes: minutes = 0 } = of.canaryConfiguration ?? {};
    return [{ percent, minutes }, all];
  }
  if (of.strategy !== 'LINEAR') return [all];
  const { stepPercent = 10, stepBakeTimeInMinutes: minutes = 0 } = of.linearConfiguration ?? {};
  const count = Math.ceil(100 / stepPercent) - 1;
  return [...Array.from({ length: count }, (_, n) => ({ percent: stepPercent * (n + 1), minutes })), all];
}

/** In the order of https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html */
export function stagesOf(configuration: DeploymentConfiguration): readonly Stage[] {
  const stage = (name: string, test: number, production: number, minutes = 0): Stage => ({
    name,
    test,
    production,
    lasts: Math.max(usual, minutes * 60),
  });
  const shifts = steps(configuration).flatMap(({ percent, minutes }, n, all) => [
    stage('PRE_PRODUCTION_TRAFFIC_SHIFT', 100, all[n - 1]?.percent ?? 0),
    stage('PRODUCTION_TRAFFIC_SHIFT', 100, percent, minutes),
  ]);
  return [
    stage('PRE_SCALE_UP', 0, 0),
    stage('SCALE_UP', 0, 0),
    stage('POST_SCALE_UP', 0, 0),
    stage('TEST_TRAFFIC_SHIFT', 100, 0),
    stage('POST_TEST_TRAFFIC_SHIFT', 100, 0),
    ...shifts,
    stage('POST_PRODUCTION_TRAFFIC_SHIFT', 100, 100),
    stage('BAKE_TIME', 100, 100, configuration.bakeTimeInMinutes),
    stage('CLEAN_UP', 100, 100),
  ];
}
