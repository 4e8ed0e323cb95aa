import type { ReactNode } from 'react';
import type { SeenPlace } from '#practice/slack/sight.ts';
import { useDesk } from '../desk.ts';
import { nameOf } from './conversation.tsx';

interface SidebarProps {
  readonly place: SeenPlace;
  readonly onOpen: (place: SeenPlace) => void;
}

function Places({
  title,
  places,
  place,
  onOpen,
}: SidebarProps & { readonly title: string; readonly places: readonly SeenPlace[] }) {
  return (
    <>
      <h2>{title}</h2>
      {places.map((each) => (
        <button
          key={each.id}
          type="button"
          aria-current={each.id === place.id ? 'page' : undefined}
          onClick={() => onOpen(each)}
        >
          {each.kind === 'channel' ? <span aria-hidden># </span> : <span aria-hidden>◆ </span>}
          {nameOf(each).replace('#', '')}
        </button>
      ))}
    </>
  );
}

export function Sidebar(props: SidebarProps): ReactNode {
  const { slack } = useDesk();
  return (
    <nav className="sidebar" aria-label="Channels">
      <strong>{slack.team}</strong>
      <Places {...props} title="Channels" places={slack.places.filter(({ kind }) => kind === 'channel')} />
      <Places {...props} title="Apps" places={slack.places.filter(({ kind }) => kind === 'direct')} />
    </nav>
  );
}
