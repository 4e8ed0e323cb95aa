import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { SeenPlace } from '#practice/slack/sight.ts';
import type { PageState } from '../state.ts';
import { act } from './act.ts';
import { Guide } from './chrome/guide.tsx';
import { TopBar } from './chrome/top-bar.tsx';
import { useToast } from './chrome/use-toast.ts';
import { Cluster } from './cluster/cluster.tsx';
import { DeskProvider, LiveProvider } from './desk.ts';
import { Conversation, Thread } from './slack/conversation.tsx';
import { Home } from './slack/home.tsx';
import { Modal } from './slack/modal.tsx';
import { Sidebar } from './slack/sidebar.tsx';
import { useMessageLinks } from './use-message-links.ts';
import { usePageState } from './use-page-state.ts';

type Tab = 'slack' | 'cluster';

/** No channel has this id. */
const HOME = 'home';

const TABS: readonly (readonly [Tab, string])[] = [
  ['slack', 'Slack'],
  ['cluster', 'Cluster'],
];

interface WorkspaceProps {
  readonly place: SeenPlace;
  readonly isHome: boolean;
  readonly onHome: () => void;
  readonly onOpen: (place: SeenPlace) => void;
  readonly thread: string | undefined;
}

function Workspace({ place, isHome, onHome, onOpen, thread }: WorkspaceProps): ReactNode {
  const root = isHome
    ? undefined
    : place.messages.find(({ ts, replies }) => [ts, ...replies.map((reply) => reply.ts)].includes(thread ?? ''));
  return (
    <main className={`slack ${root ? 'with-thread' : ''}`}>
      <Sidebar place={place} isHome={isHome} onHome={onHome} onOpen={onOpen} />
      {isHome ? (
        <Home />
      ) : (
        <Conversation key={place.id} place={place}>
          <Guide />
        </Conversation>
      )}
      {root ? <Thread key={root.ts} root={root} place={place} /> : null}
    </main>
  );
}

/** On a narrow screen one of the two is shown. */
function Tabs({ tab, onChoose }: { readonly tab: Tab; readonly onChoose: (tab: Tab) => void }): ReactNode {
  return (
    <nav className="tabs" aria-label="Views">
      {TABS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          aria-current={tab === name ? 'page' : undefined}
          onClick={() => onChoose(name)}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}

interface PageProps {
  readonly state: PageState;
  readonly onSwitch: (person: string) => void;
}

function Page({ state, onSwitch }: PageProps): ReactNode {
  const [placeId, setPlaceId] = useState<string>();
  const [thread, openThread] = useState<string>();
  const [tab, setTab] = useState<Tab>('slack');
  const [toastText, toast] = useToast();
  const openMessage = useCallback((channel: string, ts: string) => {
    setPlaceId(channel);
    openThread(ts);
  }, []);
  useMessageLinks(openMessage);
  const { slack, ...live } = state;
  const { places, modals, me } = slack;
  const place = places.find(({ id }) => id === placeId) ?? places[0];
  const modal = modals.at(-1);
  const desk = useMemo(() => ({ slack, as: me.id, act, toast, openThread }), [slack, me.id, toast]);
  return (
    <DeskProvider value={desk}>
      <LiveProvider value={live}>
        <div className={`page showing-${tab}`}>
          <TopBar onSwitch={onSwitch} />
          <Tabs tab={tab} onChoose={setTab} />
          {place ? (
            <Workspace
              place={place}
              isHome={placeId === HOME}
              onHome={() => setPlaceId(HOME)}
              onOpen={({ id }) => setPlaceId(id)}
              thread={thread}
            />
          ) : null}
          <Cluster />
        </div>
        {modal ? <Modal key={modal.id} modal={modal} /> : null}
        <div className="toast" role="status">
          {toastText}
        </div>
      </LiveProvider>
    </DeskProvider>
  );
}

export function App(): ReactNode {
  const [wanted, setWanted] = useState(() => new URLSearchParams(location.search).get('as') ?? '');
  const { state, isLost } = usePageState(wanted);
  const become = (person: string): void => {
    history.replaceState(null, '', `?as=${person}`);
    setWanted(person);
  };
  return (
    <>
      {isLost ? <p className="lost">The practice server cannot be reached. Is it still running?</p> : null}
      {state ? <Page state={state} onSwitch={become} /> : null}
    </>
  );
}
