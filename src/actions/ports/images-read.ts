/** What a repository of ECR holds. */
export interface ImagesRead {
  /** @param reference a tag, or a digest that begins with `sha256:` @returns undefined where there is no such image or repository */
  image(repository: Repository, reference: string): Promise<Image | undefined>;
  repository(repository: Repository): Promise<{ readonly arn: string; readonly mutability: string } | undefined>;
}

export interface Repository {
  /** Account that the registry belongs to. */
  readonly registry: string;
  readonly name: string;
}

export interface Image {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushedAt: number;
  /** `ACTIVE`; `ARCHIVED` cannot be pulled. */
  readonly status: string;
  /** `amd64`, `arm64`; empty where the manifest does not tell. */
  readonly architectures: readonly string[];
}
