import { memo, type ReactNode } from 'react';
import { isNamed } from '#practice/slack/mentions.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { Text } from '../blocks/display.tsx';
import { isPart } from '../blocks/types.ts';
import { useDesk } from '../desk.ts';
import { clockTime, timeOf } from '../time.ts';
import { Avatar } from './avatar.tsx';

const isActing = ({ blocks }: SeenMessage): boolean =>
  blocks.some((block) => isPart(block) && block['type'] === 'actions');

function Replies({ message }: { readonly message: SeenMessage }): ReactNode {
  const { openThread, slack } = useDesk();
  const { me, groups } = slack;
  const { replies, ts } = message;
  const last = replies.at(-1);
  if (!last) return null;
  const isAsked = replies.some((reply) => isActing(reply) && isNamed(me.id, groups, reply));
  return (
    <button type="button" className="replies" onClick={() => openThread(ts)}>
      <Avatar author={last.author} />
      <b>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</b>
      {isAsked ? <em>mentions you</em> : null}
      <span>Last at {clockTime(timeOf(last.ts))}</span>
    </button>
  );
}

/** People's own words are shown as they were typed; the bot's are mrkdwn. */
function Said({ message }: { readonly message: SeenMessage }): ReactNode {
  const { author, blocks, text, ts, selected } = message;
  if (blocks.length > 0) return <Blocks blocks={blocks} target={{ ts }} selected={selected} />;
  return author.isApp ? <Text text={text} /> : <p className="typed">{text}</p>;
}

/** Pictures that the bot has shared. */
const Files = ({ message: { files } }: { readonly message: SeenMessage }): ReactNode =>
  files.map(({ id, title, altText }) => (
    <figure key={id} className="file">
      <figcaption>{title}</figcaption>
      <img src={`/page/file?id=${id}`} alt={altText} />
    </figure>
  ));

/** What the app offers to do with a message. */
function MessageShortcuts({ ts }: { readonly ts: string }): ReactNode {
  const { act, as, slack, toast } = useDesk();
  const press = async (callbackId: string): Promise<void> => {
    const shown = await act({ do: 'shortcut', as, callbackId, ts });
    if ('error' in shown) toast(shown.error);
  };
  return slack.shortcuts
    .filter(({ on }) => on === 'message')
    .map(({ callbackId, name }) => (
      <button key={callbackId} type="button" className="shortcut" onClick={() => void press(callbackId)}>
        {name}…
      </button>
    ));
}

interface MessageProps {
  readonly message: SeenMessage;
  /** In the thread itself the number of replies is not repeated under the first message. */
  readonly isInThread?: boolean;
}

/** Drawn again only when the message or what Slack shows has changed: drawing blocks is slow. */
export const Message = memo(function Message({ message, isInThread = false }: MessageProps): ReactNode {
  const { author, ts, isEdited, isEphemeral } = message;
  return (
    <article
      className={`message ${isEphemeral ? 'ephemeral' : ''}`}
      aria-label={`${author.displayName}, ${clockTime(timeOf(ts))}`}
    >
      <Avatar author={author} />
      <div className="said">
        {isEphemeral ? <p className="only-you">Only visible to you</p> : null}
        <header>
          <b>{author.displayName}</b>
          {author.isApp ? <abbr>APP</abbr> : null}
          <time>{clockTime(timeOf(ts))}</time>
          {isEphemeral || author.isApp ? null : <MessageShortcuts ts={ts} />}
        </header>
        <Said message={message} />
        <Files message={message} />
        {isEdited && message.blocks.length === 0 ? <small className="edited">(edited)</small> : null}
        {isInThread ? null : <Replies message={message} />}
      </div>
    </article>
  );
});
