import { type ReactNode, useEffect, useRef } from 'react';
import { APP } from '#practice/slack/options.ts';
import type { SeenMessage, SeenPlace } from '#practice/slack/sight.ts';
import { useDesk } from '../desk.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';

/** Keeps the newest message in view, as long as the reader has not scrolled up. */
function useTail(count: number) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows every new message
  useEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  const onScroll = (): void => {
    const { current } = list;
    if (current) isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < 80;
  };
  return { list, onScroll };
}

export const nameOf = ({ kind, name }: SeenPlace): string => (kind === 'channel' ? `#${name}` : APP.displayName);

interface ConversationProps {
  readonly place: SeenPlace;
  /** What stands above the messages. */
  readonly children?: ReactNode;
}

export function Conversation({ place, children }: ConversationProps): ReactNode {
  const { list, onScroll } = useTail(place.messages.length);
  return (
    <section className="conversation" aria-label={nameOf(place)}>
      <header>
        <h1>{nameOf(place)}</h1>
      </header>
      <div className="messages" ref={list} onScroll={onScroll}>
        {children}
        {place.messages.map((message) => (
          <Message key={message.ts} message={message} />
        ))}
      </div>
      <Composer key={place.id} label={`Message ${nameOf(place)}`} channel={place.id} />
    </section>
  );
}

export function Thread({ root, place }: { readonly root: SeenMessage; readonly place: SeenPlace }): ReactNode {
  const { openThread } = useDesk();
  const { list, onScroll } = useTail(root.replies.length);
  return (
    <section className="thread" aria-label="Thread">
      <header>
        <h1>Thread</h1>
        <small>{nameOf(place)}</small>
        <button type="button" className="icon" aria-label="Close thread" onClick={() => openThread(undefined)}>
          ✕
        </button>
      </header>
      <div className="messages" ref={list} onScroll={onScroll}>
        <Message message={root} isInThread />
        <p className="rule">{root.replies.length === 1 ? '1 reply' : `${root.replies.length} replies`}</p>
        {root.replies.map((message) => (
          <Message key={message.ts} message={message} isInThread />
        ))}
      </div>
      <Composer key={root.ts} label="Reply…" channel={place.id} threadTs={root.ts} />
    </section>
  );
}
