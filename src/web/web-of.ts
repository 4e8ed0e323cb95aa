import type { WebRead } from '#actions/ports/web-read.ts';
import type { Environment } from '#domain/config.ts';
import type { WebSettings } from './way.ts';

/** The web as checks of an environment see it; what it takes to ask is loaded with the first question. */
export const webOf =
  (settings: WebSettings = {}) =>
  async (environment: Environment): Promise<WebRead> =>
    (await import('./read-web.ts')).readWeb(environment, settings);
