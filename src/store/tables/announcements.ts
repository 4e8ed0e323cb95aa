import type { AnnouncementRow } from '#engine/message-rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const announcement = table<AnnouncementRow>({
  key: 'text',
  surface: 'text',
  channel: 'text',
  facts: 'json',
  raisedAt: 'integer',
  ts: 'text',
  triedAt: 'integer',
});

const put = `
  insert into announcements (${announcement.names}) values (${announcement.marks()})
  on conflict (key) do nothing returning key`;

const claim = `
  with unsaid as (
    select key as unsaid_key from announcements
    where surface = $1 and ts is null
      and (lease_until is null or lease_until <= $2) and (retry_at is null or retry_at <= $2)
    order by raised_at, key
    limit $3
    {for update skip locked}
  )
  update announcements set worker = $4, lease_until = $5, retry_at = null
  from unsaid where key = unsaid_key
  returning ${announcement.names}`;

const tried = 'update announcements set tried_at = $2 where key = $1';
const posted = `
  update announcements set channel = $2, ts = $3, worker = null, lease_until = null, tried_at = null where key = $1`;
const failed = `
  update announcements set retry_at = $2, worker = null, lease_until = null,
    tried_at = case when $3 = 'absent' then null else tried_at end
  where key = $1`;

export const announcements = (query: Query): Tx['announcements'] => ({
  put: async (row) => (await query.run(put, announcement.values(row))).length > 0,
  async claim({ surface, wall, limit, worker, leaseUntil }) {
    const claimed = await query.run(claim, [surface, wall, limit, worker, leaseUntil]);
    return claimed.map(announcement.read).sort((a, b) => a.raisedAt - b.raisedAt);
  },
  async tried(key, wall) {
    await query.run(tried, [key, wall]);
  },
  async posted(key, { channel, ts }) {
    await query.run(posted, [key, channel, ts]);
  },
  async failed(key, retryAt, tried = 'unknown') {
    await query.run(failed, [key, retryAt, tried]);
  },
});
