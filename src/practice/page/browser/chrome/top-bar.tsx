import type { ReactNode } from 'react';
import { SPEEDS } from '../../speeds.ts';
import { commandBot } from '../act.ts';
import { useDesk, useLive } from '../desk.ts';
import { clockTimeWithSeconds } from '../time.ts';
import { useNow } from '../use-now.ts';

function Clock(): ReactNode {
  const { act } = useDesk();
  const { clock } = useLive();
  const now = useNow();
  return (
    <fieldset className="clock">
      <legend>Speed of the simulated clock</legend>
      <time title="Simulated time">{clockTimeWithSeconds(now)}</time>
      {SPEEDS.map((scale) => (
        <button
          key={scale}
          type="button"
          aria-pressed={clock.scale === scale}
          onClick={() => void act({ do: 'speed', scale })}
        >
          {scale === 0 ? 'Pause' : `${scale}×`}
        </button>
      ))}
    </fieldset>
  );
}

const BOT = { running: 'Bot running', stopped: 'Bot stopped', starting: 'Bot starting…' };

function Bot(): ReactNode {
  const { toast } = useDesk();
  const { bot } = useLive();
  if (!bot) return null;
  const wanted = bot === 'stopped' ? 'start' : 'kill';
  const press = async (): Promise<void> => {
    const shown = await commandBot(wanted);
    if ('error' in shown) toast(shown.error);
  };
  return (
    <div className="bot">
      <span className={`dot ${bot}`} aria-hidden />
      <span role="status">{BOT[bot]}</span>
      <button type="button" disabled={bot === 'starting'} onClick={() => void press()}>
        {wanted === 'start' ? 'Start the bot' : 'Kill the bot'}
      </button>
    </div>
  );
}

interface SwitcherProps {
  readonly onSwitch: (person: string) => void;
}

/** Who you are; a number says how many messages name you that you have not read. */
function Switcher({ onSwitch }: SwitcherProps): ReactNode {
  const { slack, as } = useDesk();
  const { people, groups, mentions } = slack;
  const rolesOf = (id: string, kind: string): string => {
    const roles = groups.filter(({ members }) => members.includes(id)).map(({ handle }) => handle);
    return (kind === 'member' && roles.length > 0 ? roles : [kind, ...roles]).join(', ');
  };
  return (
    <fieldset className="switcher">
      <legend>You are</legend>
      {people.map(({ id, displayName, kind }) => (
        <button key={id} type="button" aria-pressed={id === as} onClick={() => onSwitch(id)}>
          <b>{displayName}</b>
          <small>{rolesOf(id, kind)}</small>
          {mentions[id] ? (
            <em title={`${mentions[id]} that name ${displayName}, not read yet`}>{mentions[id]}</em>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}

export function TopBar({ onSwitch }: SwitcherProps): ReactNode {
  return (
    <header className="top-bar">
      <strong>
        Stepward <small>practice</small>
      </strong>
      <Switcher onSwitch={onSwitch} />
      <Clock />
      <Bot />
    </header>
  );
}
