import { type ReactNode, useState } from 'react';
import { useDesk, useLive } from '../desk.ts';

const DISMISSED = 'stepward.guide.dismissed';

/** Three things to do, for somebody who has just opened the page; it stays away once it was closed, or the bot has posted a run. */
export function Guide(): ReactNode {
  const { act, as, slack } = useDesk();
  const { title } = useLive().cluster;
  const [isDismissed, setDismissed] = useState(localStorage.getItem(DISMISSED) !== null);
  const [command = ''] = slack.commands;
  const channel = slack.places[0]?.id;
  const [starter, approver] = slack.people;
  const hasBegun = slack.places.some(({ messages }) =>
    messages.some(({ author, replies }) => author.isApp && replies.length > 0),
  );
  if (isDismissed || hasBegun || !starter || !approver) return null;
  const dismiss = (): void => {
    localStorage.setItem(DISMISSED, 'yes');
    setDismissed(true);
  };
  return (
    <aside className="guide" aria-label="First steps">
      <button type="button" className="icon" aria-label="Close first steps" onClick={dismiss}>
        ✕
      </button>
      <h2>{title}.</h2>
      <ol>
        <li>
          As {starter.displayName}, type <code>{command}</code> below and start a runbook.{' '}
          <button
            type="button"
            className="link"
            onClick={() => void act({ do: 'command', as, channel, line: command })}
          >
            Do it for me
          </button>
        </li>
        <li>
          When it asks for approval, become <b>{approver.displayName}</b> at the top, open the thread and approve.
        </li>
        <li>Watch the cluster beside it change. The clock at the top can run faster.</li>
      </ol>
    </aside>
  );
}
