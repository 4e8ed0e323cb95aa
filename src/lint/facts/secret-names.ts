/** Whether a name is that of a secret: `DB_PASSWORD`, `session_secret`; not where a secret is kept, `DB_PASSWORD_FILE`. */
export const namesSecret = (name: string): boolean =>
  /(?:^|_)(?:password|passwd|secret|token|api_?key|private_?key|secret_?key|credentials)(?:_base64)?$/i.test(name);
