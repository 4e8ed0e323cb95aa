/** The terminal, as far as a command may know it. */
export interface Io {
  /** One line, or several, on stdout. */
  out(text: string): void;
  /** The same on stderr. */
  err(text: string): void;
  /** All of stdin. */
  stdin(): Promise<string>;
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** Whether stdout shows colours; not if nothing is said. */
  readonly colour?: boolean;
}
