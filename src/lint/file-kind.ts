/** What a file is by its name: everything that has no other name is a runbook. */
export function fileKind(file: string): 'config' | 'tests' | 'runbook' {
  if (/(^|[/\\])stepward\.ya?ml$/.test(file)) return 'config';
  return /\.test\.ya?ml$/.test(file) ? 'tests' : 'runbook';
}
