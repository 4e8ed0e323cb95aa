/** What a script does on an instance that Run Command sends it to. The first of a world's whose pattern fits is taken. */
export interface ScriptSeed {
  /** A regular expression that the whole script is searched for, line breaks included. */
  readonly script: string;
  readonly stdout?: string;
  readonly stderr?: string;
  /** 0 where it is left out. */
  readonly exitCode?: number;
  /** How long it runs; 2 where it is left out. */
  readonly seconds?: number;
}
