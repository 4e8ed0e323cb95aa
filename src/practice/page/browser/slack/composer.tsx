import { type FormEvent, type ReactNode, useState } from 'react';
import { useDesk } from '../desk.ts';

interface ComposerProps {
  readonly label: string;
  readonly channel: string;
  readonly threadTs?: string;
}

const HINT = 'Open the catalogue, or: start · runs · show · stop · schedules · help';

/** The commands that begin like what was typed. */
function Suggestions({
  typed,
  onChoose,
}: {
  readonly typed: string;
  readonly onChoose: (command: string) => void;
}): ReactNode {
  const { commands } = useDesk().slack;
  const fitting = typed.startsWith('/') ? commands.filter((command) => command.startsWith(typed)) : [];
  if (fitting.length === 0) return null;
  return (
    <ul className="suggestions" aria-label="Commands">
      {fitting.map((command) => (
        <li key={command}>
          <button type="button" onClick={() => onChoose(`${command} `)}>
            <b>{command}</b> <span>{HINT}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Shortcuts that need no message. */
function Shortcuts(): ReactNode {
  const { act, as, slack, toast } = useDesk();
  const press = async (callbackId: string): Promise<void> => {
    const shown = await act({ do: 'shortcut', as, callbackId });
    if ('error' in shown) toast(shown.error);
  };
  return slack.shortcuts
    .filter(({ on }) => on === 'anywhere')
    .map(({ callbackId, name }) => (
      <button
        key={callbackId}
        type="button"
        className="plus"
        title={name}
        aria-label={`Shortcut: ${name}`}
        onClick={() => void press(callbackId)}
      >
        +
      </button>
    ));
}

/** Where messages and commands are typed. */
export function Composer({ label, channel, threadTs }: ComposerProps): ReactNode {
  const { act, as, toast } = useDesk();
  const [typed, setTyped] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const line = typed.trim();
    if (line === '') return;
    if (line.startsWith('/') && threadTs) {
      toast(`${line.split(' ')[0]} is not supported in threads. Sorry!`);
      return;
    }
    setTyped('');
    if (line.startsWith('/')) await act({ do: 'command', as, channel, line });
    else await act({ do: 'post', as, channel, text: line, threadTs });
  };
  return (
    <form className="composer" onSubmit={(event) => void send(event)}>
      <Suggestions typed={typed} onChoose={setTyped} />
      {threadTs ? null : <Shortcuts />}
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit" aria-label="Send" disabled={typed.trim() === ''}>
        ➤
      </button>
    </form>
  );
}
