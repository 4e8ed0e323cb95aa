import { asFailure } from '#domain/failure.ts';
import { isObject, type JsonObject } from '#domain/json.ts';
import { type Core, DONE, failed, type Shown } from '../core.ts';
import type { Delivery } from '../envelopes.ts';
import { keep } from '../messages.ts';
import { APP, SLACKBOT, type SlackPerson } from '../options.ts';
import { findPerson, findPlace, type Place } from '../places.ts';
import { respond } from '../response-urls.ts';
import { TOKEN, teamOf } from './payloads.ts';

interface Typed {
  readonly person: SlackPerson;
  readonly place: Place;
  readonly command: string;
  readonly text: string;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const payload = (core: Core, { person, place, command, text }: Typed): JsonObject => {
  const team = teamOf(core, person);
  const response = core.responses.issue({ person: person.id, place });
  return {
    token: TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: place.id,
    channel_name: place.name,
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: APP.id,
    is_enterprise_install: 'false',
    response_url: `${core.connections.origin()}/slack/respond/${response}`,
    trigger_id: core.workspace.triggers.issue(person.id),
  };
};

/** Slackbot says it where the command was typed, to the person alone. */
function slackbotSays({ workspace }: Core, { person, place }: Typed, text: string): Shown {
  const said = { text, blocks: [], author: SLACKBOT.id, onlyFor: person.id };
  keep(workspace, { ...said, channel: place.id, ts: workspace.nextTs() });
  return failed(text);
}

/** The acknowledgement may itself be the answer: a text, or a message. */
function show(core: Core, typed: Typed, answer: unknown): Shown {
  if (!isObject(answer) || (answer['text'] === undefined && answer['blocks'] === undefined)) return DONE;
  try {
    respond(core.workspace, { person: typed.person.id, place: typed.place }, answer);
    return DONE;
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'bug') throw thrown;
    core.workspace.complain(`${typed.command}, acknowledgement: ${failure.code} ${failure.message}`);
    return slackbotSays(core, typed, `${typed.command} failed with the error "${failure.code}"`);
  }
}

const FAILURE: Readonly<Record<Exclude<Delivery['kind'], 'acked'>, string>> = {
  late: 'operation_timeout',
  nobody: 'dispatch_failed',
};

/** A person sends a line that begins with a slash, `/runbook start x`, in this channel. */
export async function command(core: Core, personId: string, channel: string, line: string): Promise<Shown> {
  const { options } = core.workspace;
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const text = rest.length === 0 ? '' : line.trim().slice(word.length).trim();
  const typed = { person: findPerson(options, personId), place: findPlace(options, channel), command: word, text };
  if (!options.commands.includes(word)) return slackbotSays(core, typed, `${word} is not a valid command.`);
  const delivery = await core.connections.deliver('slash_commands', payload(core, typed));
  if (delivery.kind === 'acked') return show(core, typed, delivery.answer);
  return slackbotSays(core, typed, `${word} failed with the error "${FAILURE[delivery.kind]}"`);
}
