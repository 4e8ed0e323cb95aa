import { isObject } from '#domain/json.ts';

export type HttpBody =
  /** Slack tries our certificate, unsigned. */
  | { readonly kind: 'ssl-check' }
  | { readonly kind: 'url-verification'; readonly challenge: string }
  | { readonly kind: 'delivery'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unreadable' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

function readForm(text: string): unknown {
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parsed(payload);
}

/** Events are JSON, commands a form, interactions a form with JSON in `payload`. */
export function readHttpBody(text: string, contentType: string | undefined): HttpBody {
  const body = contentType?.startsWith('application/x-www-form-urlencoded') ? readForm(text) : parsed(text);
  if (!isObject(body)) return { kind: 'unreadable' };
  if (body['ssl_check'] === '1') return { kind: 'ssl-check' };
  if (body['type'] === 'url_verification')
    return { kind: 'url-verification', challenge: String(body['challenge'] ?? '') };
  return { kind: 'delivery', body };
}
