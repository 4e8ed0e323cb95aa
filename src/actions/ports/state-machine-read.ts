export interface StateMachineRead {
  /** The definition in the Amazon States Language; undefined where there is no such state machine. */
  definition(arn: string): Promise<string | undefined>;
}
