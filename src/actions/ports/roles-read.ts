export interface Permission {
  /** `secretsmanager:GetSecretValue`. */
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
  /** `implicitDeny`, `explicitDeny`; `allowed`. */
  readonly decision: string;
}

export interface RolesRead {
  /** What IAM says it would decide; AWS warns that the live account may differ. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
  simulate(role: string, actions: readonly string[], resources: readonly string[]): Promise<readonly Permission[]>;
  /** Services and principals that may assume the role; undefined where there is no such role. */
  trust(role: string): Promise<readonly string[] | undefined>;
}
