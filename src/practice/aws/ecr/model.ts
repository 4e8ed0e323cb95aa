export interface Repository {
  readonly name: string;
  readonly arn: string;
  readonly mutability: string;
  /** Oldest first; a tag is on one of them at most. */
  images: readonly Image[];
}

export interface Image {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Key of the account's programs. */
  readonly program: string;
  /** Epoch milliseconds. */
  readonly pushedAt: number;
  readonly status: 'ACTIVE' | 'ARCHIVED';
  readonly architectures: readonly string[];
}
