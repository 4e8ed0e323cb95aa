import { type ReactNode, useEffect } from 'react';
import { APP } from '#practice/slack/options.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { useDesk } from '../desk.ts';

/** App Home of the person: asked for whenever it is opened, drawn when the app has published it. */
export function Home(): ReactNode {
  const { act, as, slack } = useDesk();
  const { home } = slack;
  useEffect(() => void act({ do: 'home', as }), [act, as]);
  return (
    <section className="conversation home" aria-label={`${APP.displayName}, Home`}>
      <header>
        <h1>{APP.displayName}</h1>
        <small>Home</small>
      </header>
      <div className="messages">
        {home ? (
          <Blocks blocks={home.blocks} target={{ viewId: home.id }} selected={{}} />
        ) : (
          <p className="rule">Nothing is here yet.</p>
        )}
      </div>
    </section>
  );
}
