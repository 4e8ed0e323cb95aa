import type { ReactNode } from 'react';
import { APP } from '#practice/slack/options.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';

const HUES = 6;

const hueOf = (id: string): number => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES;

/** A square with the first letter of the name; the bot's is a flight of steps. */
export function Avatar({ author }: { readonly author: SeenMessage['author'] }): ReactNode {
  if (author.id !== APP.userId) {
    return (
      <span className={`avatar hue-${hueOf(author.id)}`} aria-hidden>
        {author.displayName.charAt(0)}
      </span>
    );
  }
  return (
    <svg className="avatar app" viewBox="0 0 36 36" aria-hidden>
      <path
        d="M8 27h6v-6h6v-6h8"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
