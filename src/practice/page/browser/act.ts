import type { Shown } from '#practice/slack/core.ts';

/** Something a person does, as POST /page/do takes it. */
export type Doing = { readonly do: string } & Readonly<Record<string, unknown>>;

async function post(path: string, body: object): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

const UNREACHABLE: Shown = { ok: false, error: 'The practice server cannot be reached. Is it still running?' };

/** Resolves with what Slack shows the person; never rejects. */
export async function act(doing: Doing): Promise<Shown> {
  try {
    const response = await post('/page/do', doing);
    const shown = (await response.json()) as Shown & { readonly message?: string };
    return response.ok ? shown : { ok: false, error: shown.message ?? response.statusText };
  } catch {
    return UNREACHABLE;
  }
}

export async function commandBot(wanted: 'kill' | 'start'): Promise<Shown> {
  try {
    const response = await post('/page/bot', { do: wanted });
    if (response.ok) return { ok: true };
    const { message } = (await response.json()) as { readonly message: string };
    return { ok: false, error: message };
  } catch {
    return UNREACHABLE;
  }
}
