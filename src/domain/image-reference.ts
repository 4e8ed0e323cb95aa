/** An image as a container names it: `111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api:4`. */
export interface ImageReference {
  /** Everything before the tag or the digest. */
  readonly name: string;
  /** Where ECR holds it; of other registries nothing can be asked. */
  readonly ecr?: { readonly registry: string; readonly region: string; readonly repository: string };
  readonly tag?: string;
  /** `sha256:` and 64 digits; it wins over a tag. */
  readonly digest?: string;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html */
const ecrName = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/(.+)$/;

/** `latest` is the tag where none is written. */
export function parseImage(reference: string): ImageReference {
  const [tagged = '', digest] = reference.split('@');
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  const name = colon < 0 ? tagged : tagged.slice(0, colon);
  const tag = colon < 0 ? undefined : tagged.slice(colon + 1);
  const [, registry = '', region = '', repository = ''] = ecrName.exec(name) ?? [];
  return {
    name,
    ...(registry === '' ? {} : { ecr: { registry, region, repository } }),
    ...(tag === undefined && digest !== undefined ? {} : { tag: tag ?? 'latest' }),
    ...(digest === undefined ? {} : { digest }),
  };
}
