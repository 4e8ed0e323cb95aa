import type { ComponentProps, ReactNode } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import type { Json } from '#domain/json.ts';
import { APP } from '#practice/slack/options.ts';
import { useDesk } from '../desk.ts';
import { slackDate } from '../time.ts';

type Blocks = ComponentProps<typeof Message>['blocks'];

/** Blocks as Slack draws them, with people's and groups' names; nothing in them can be clicked but links. */
export function Display({ blocks }: { readonly blocks: readonly Json[] }): ReactNode {
  const { slack, clock } = useDesk().state;
  const people = slack.people.map(({ id, displayName }) => ({ id, name: displayName }));
  return (
    <Message
      withoutWrapper
      name={APP.displayName}
      logo=""
      blocks={blocks as unknown as Blocks}
      data={{
        users: [...people, { id: APP.userId, name: APP.displayName }],
        user_groups: slack.groups.map(({ id, handle }) => ({ id, name: handle })),
        channels: slack.places.map(({ id, name }) => ({ id, name })),
      }}
      hooks={{ date: ({ timestamp, format }) => <time>{slackDate(Number(timestamp), format, clock.now)}</time> }}
    />
  );
}

/** One text object, or a bare mrkdwn string. */
export function Text({ text }: { readonly text: Json | undefined }): ReactNode {
  if (text === undefined) return null;
  const object = typeof text === 'string' ? { type: 'mrkdwn', text } : text;
  return <Display blocks={[{ type: 'section', text: object }]} />;
}
