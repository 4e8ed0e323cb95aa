/** Somebody as a run remembers them. */
export interface Who {
  readonly id: string;
  readonly name: string;
}
