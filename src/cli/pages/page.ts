import type { Config, Environment } from '#domain/config.ts';
import { sayDuration } from '#domain/duration.ts';
import type { Json } from '#domain/json.ts';
import { type ApproveRule, sayEntries, tighten } from '#domain/policy.ts';
import type { Input, Runbook } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import { draw } from '#graph/draw.ts';
import { mermaid } from '#graph/mermaid.ts';
import { code, inline } from './markdown.ts';
import { stepLines } from './step-lines.ts';

export interface PageParts {
  readonly signatures: Signatures;
  /** Without it, who approves and where it runs cannot be said. */
  readonly config?: Config;
}

/** A runbook as a page of a wiki: when to use it, what it asks, what it does step by step, who approves, and a picture. Markdown. */
export const page = (runbook: Runbook, { signatures, config }: PageParts): string =>
  `${[
    `# ${inline(runbook.title)}`,
    ...(runbook.summary ? [inline(runbook.summary)] : []),
    facts(runbook),
    start(runbook),
    ...section('What it asks', inputs(runbook.inputs)),
    ...section('Where it runs and who approves', environments(runbook, config)),
    `## The way\n\n\`\`\`mermaid\n${mermaid(draw(runbook, signatures)).trimEnd()}\n\`\`\``,
    `## Steps\n\n${stepLines(runbook.steps, signatures).join('\n')}`,
    ...section('Finally, however it ended', stepLines(runbook.finally, signatures)),
  ].join('\n\n')}\n`;

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? [`## ${title}\n\n${lines.join('\n')}`] : [];

const facts = ({ owner, links, timeout, hold, id }: Runbook): string =>
  [
    `- Runbook: \`${id}\``,
    ...(owner ? [`- Owner: ${inline(owner)}`] : []),
    ...links.map(({ title, url }) => `- [${inline(title)}](<${url.replaceAll('>', '%3E')}>)`),
    `- It stops after ${sayDuration(timeout)}; a step that is held waits ${sayDuration(hold)} for somebody.`,
  ].join('\n');

const start = ({ id }: Runbook): string => `Start it in Slack: \`/runbook start ${id}\``;

function inputs(all: readonly Input[]): readonly string[] {
  if (all.length === 0) return [];
  const rows = all.map((input) => {
    const kind = input.type === 'array' ? `list of ${input.items ?? 'string'}s` : input.type;
    const about = [input.description, choicesOf(input)].filter((text) => text !== undefined).join(' ');
    return `| ${inline(input.title)} (\`${input.name}\`) | ${kind} | ${input.required ? 'yes' : 'no'} | ${value(input)} | ${inline(about)} |`;
  });
  return ['| input | kind | required | default | about |', '| --- | --- | --- | --- | --- |', ...rows];
}

const choicesOf = (input: Input): string | undefined => {
  if (input.from) return `Chosen from ${input.from.source}.`;
  return input.enum && `One of ${input.enum.map(said).join(', ')}.`;
};

const said = (json: Json): string => (typeof json === 'string' ? json : JSON.stringify(json));

function value({ secret, default: preset }: Input): string {
  if (secret) return 'secret';
  return preset === undefined ? '' : code(said(preset)).replaceAll('|', '\\|');
}

function environments({ environments: ids, approve }: Runbook, config: Config | undefined): readonly string[] {
  const known = ids.flatMap((id) => config?.environments.find((environment) => environment.id === id) ?? []);
  if (known.length === 0) return [];
  return [
    '| environment | account | region | who may start | who approves each change | open for | counts for |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...known.map((environment) => row(environment, approve)),
  ];
}

function row(environment: Environment, rules: readonly ApproveRule[]): string {
  const policy = tighten(environment.approve, rules);
  const starters = environment.start.length > 0 ? environment.start.map((name) => `@${name}`).join(' or ') : 'everyone';
  const who = `${sayEntries(policy)}${policy.requester ? '' : ', not who asked for it'}`;
  const cells = [environment.id, environment.account, environment.region, starters, who];
  return `| ${[...cells, sayDuration(policy.within), sayDuration(policy.validFor)].map(inline).join(' | ')} |`;
}
