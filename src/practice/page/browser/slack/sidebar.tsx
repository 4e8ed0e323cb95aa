import type { ReactNode } from 'react';
import { APP } from '#practice/slack/options.ts';
import type { SeenPlace } from '#practice/slack/sight.ts';
import { useDesk } from '../desk.ts';
import { nameOf } from './conversation.tsx';

interface SidebarProps {
  readonly place: SeenPlace;
  readonly isHome: boolean;
  readonly onHome: () => void;
  readonly onOpen: (place: SeenPlace) => void;
}

type PlacesProps = Omit<SidebarProps, 'onHome'> & { readonly title: string; readonly places: readonly SeenPlace[] };

function Places({ title, places, place, isHome, onOpen }: PlacesProps) {
  if (places.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      {places.map((each) => (
        <button
          key={each.id}
          type="button"
          aria-current={each.id === place.id && !isHome ? 'page' : undefined}
          onClick={() => onOpen(each)}
        >
          {each.kind === 'channel' ? <span aria-hidden># </span> : <span aria-hidden>◆ </span>}
          {nameOf(each).replace('#', '')}
        </button>
      ))}
    </>
  );
}

export function Sidebar({ onHome, ...props }: SidebarProps): ReactNode {
  const { slack } = useDesk();
  return (
    <nav className="sidebar" aria-label="Channels">
      <strong>{slack.team}</strong>
      <Places {...props} title="Channels" places={slack.places.filter(({ kind }) => kind === 'channel')} />
      <Places
        {...props}
        title="Direct messages"
        places={slack.places.filter(({ kind, messages }) => kind === 'direct' && messages.length > 0)}
      />
      <h2>Apps</h2>
      <button type="button" aria-current={props.isHome ? 'page' : undefined} onClick={onHome}>
        <span aria-hidden>◆ </span>
        {APP.displayName}
      </button>
    </nav>
  );
}
