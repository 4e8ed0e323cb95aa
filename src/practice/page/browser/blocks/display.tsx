import { type ComponentProps, memo, type ReactNode, useRef } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import type { Json } from '#domain/json.ts';
import { APP } from '#practice/slack/options.ts';
import { useDesk, useLive } from '../desk.ts';
import { keepEqual } from '../keep-equal.ts';
import { slackDate } from '../time.ts';

type Blocks = ComponentProps<typeof Message>['blocks'];

interface SlackDateProps {
  readonly timestamp: string;
  readonly format: string;
}

function SlackDate({ timestamp, format }: SlackDateProps): ReactNode {
  return <time>{slackDate(Number(timestamp), format, useLive().clock.now)}</time>;
}

const HOOKS: NonNullable<ComponentProps<typeof Message>['hooks']> = {
  date: (written) => <SlackDate {...written} />,
  // What is no emoji stays as it is written, colons and all: the minutes of 08:04:10.
  emoji: (written, draw) => {
    const name = written.name.replace(/^:|:$/g, '');
    const drawn = draw(written);
    return drawn.replaceAll(':', '') === name ? `:${name}:` : drawn;
  },
};

/** A star inside of code is a star; the library would take it for the mark of bold text. */
const withStars = (blocks: readonly Json[]): readonly Json[] =>
  JSON.parse(JSON.stringify(blocks), (key, value: Json) =>
    key === 'text' && typeof value === 'string'
      ? value.replace(/`[^`\n]+`/g, (code) => code.replaceAll('*', '∗'))
      : value,
  );

interface DrawnProps {
  readonly blocks: readonly Json[];
  readonly data: NonNullable<ComponentProps<typeof Message>['data']>;
}

/** The library is slow, so it draws only what has changed. */
const Drawn = memo(
  ({ blocks, data }: DrawnProps): ReactNode => (
    <Message
      withoutWrapper
      name={APP.displayName}
      logo=""
      blocks={withStars(blocks) as unknown as Blocks}
      data={data}
      hooks={HOOKS}
    />
  ),
  (before, after) => before.data === after.data && keepEqual(before.blocks, after.blocks) === before.blocks,
);

/** What ids stand for; the same object as long as nobody and nothing is called otherwise. */
function useNames(): DrawnProps['data'] {
  const { people, groups, places } = useDesk().slack;
  const names = useRef<DrawnProps['data']>({});
  names.current = keepEqual(names.current, {
    users: [...people, { ...APP, id: APP.userId }].map(({ id, displayName }) => ({ id, name: displayName })),
    user_groups: groups.map(({ id, handle }) => ({ id, name: handle })),
    channels: places.map(({ id, name }) => ({ id, name })),
  });
  return names.current;
}

/** Blocks as Slack draws them, with people's and groups' names; nothing in them can be clicked but links. */
export const Display = ({ blocks }: Pick<DrawnProps, 'blocks'>): ReactNode => (
  <Drawn blocks={blocks} data={useNames()} />
);

/** One text object, or a bare mrkdwn string. */
export function Text({ text }: { readonly text: Json | undefined }): ReactNode {
  if (text === undefined) return null;
  const object = typeof text === 'string' ? { type: 'mrkdwn', text } : text;
  return <Display blocks={[{ type: 'section', text: object }]} />;
}
