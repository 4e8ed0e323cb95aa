/** Somebody as the surface's directory knows them at the moment they act. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Only members of our own team decide anything: guests, strangers, deactivated people and bots never do. */
  readonly kind: 'member' | 'guest' | 'stranger' | 'bot' | 'deactivated';
  /** Names of `groups:` in stepward.yml that this person is in now. */
  readonly groups: readonly string[];
}
