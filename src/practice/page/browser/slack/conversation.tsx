import { type ReactNode, useEffect, useRef } from 'react';
import { APP } from '#practice/slack/options.ts';
import type { SeenMessage, SeenPlace } from '#practice/slack/sight.ts';
import { useDesk } from '../desk.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';

/** How near to the end, in pixels, somebody is who reads the newest message. */
const NEAR = 80;

interface ListProps {
  readonly children: ReactNode;
}

/** Messages, the newest in view as long as the reader has not scrolled up; also when one of them grows. */
function Messages({ children }: ListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (!list.current || !content.current) return;
    const { current } = list;
    const growth = new ResizeObserver(() => {
      if (isAtEnd.current) current.scrollTo({ top: current.scrollHeight });
    });
    growth.observe(content.current);
    return () => growth.disconnect();
  }, []);
  const onScroll = (): void => {
    const { current } = list;
    if (current) isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR;
  };
  return (
    <div className="messages" ref={list} onScroll={onScroll}>
      <div ref={content}>{children}</div>
    </div>
  );
}

export const nameOf = ({ kind, name }: SeenPlace): string => (kind === 'channel' ? `#${name}` : APP.displayName);

interface ConversationProps {
  readonly place: SeenPlace;
  /** What stands above the messages. */
  readonly children?: ReactNode;
}

export function Conversation({ place, children }: ConversationProps): ReactNode {
  return (
    <section className="conversation" aria-label={nameOf(place)}>
      <header>
        <h1>{nameOf(place)}</h1>
      </header>
      <Messages>
        {children}
        {place.messages.map((message) => (
          <Message key={message.ts} message={message} />
        ))}
      </Messages>
      <Composer key={place.id} label={`Message ${nameOf(place)}`} channel={place.id} />
    </section>
  );
}

export function Thread({ root, place }: { readonly root: SeenMessage; readonly place: SeenPlace }): ReactNode {
  const { openThread } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="thread" aria-label="Thread">
      <header>
        <h1 ref={heading} tabIndex={-1}>
          Thread
        </h1>
        <small>{nameOf(place)}</small>
        <button type="button" className="icon" aria-label="Close thread" onClick={() => openThread(undefined)}>
          ✕
        </button>
      </header>
      <Messages>
        <Message message={root} isInThread />
        <p className="rule">{root.replies.length === 1 ? '1 reply' : `${root.replies.length} replies`}</p>
        {root.replies.map((message) => (
          <Message key={message.ts} message={message} isInThread />
        ))}
      </Messages>
      <Composer key={root.ts} label="Reply…" channel={place.id} threadTs={root.ts} />
    </section>
  );
}
