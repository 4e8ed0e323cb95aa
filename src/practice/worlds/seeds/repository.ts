/** A repository of ECR. Once a world has any, images of the account's own registry that none holds cannot be pulled. */
export interface RepositorySeed {
  readonly name: string;
  /** Whether a tag may move to another image; `MUTABLE` where nothing is said. */
  readonly mutability?: 'MUTABLE' | 'IMMUTABLE';
  /** Oldest first. */
  readonly images: readonly ImageSeed[];
}

export interface ImageSeed {
  readonly tags: readonly string[];
  /** What it does when it runs: a key of the world's `images`. */
  readonly program: string;
  /** `sha256:` and 64 digits; follows from the repository and the program where nothing is said. */
  readonly digest?: string;
  /** Before the clock's start; 30 where nothing is said. */
  readonly daysOld?: number;
  /** One that is ARCHIVED cannot be pulled. */
  readonly status?: 'ACTIVE' | 'ARCHIVED';
  /** `amd64`, `arm64`; none where its manifest does not tell. */
  readonly architectures?: readonly string[];
}
