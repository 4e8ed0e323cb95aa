import type { MessageRow } from '#engine/message-rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const message = table<MessageRow>({
  run: 'text',
  surface: 'text',
  purpose: 'text',
  kind: 'text',
  lane: 'text',
  turn: 'integer',
  facts: 'json',
  closed: 'json',
  wanted: 'integer',
  posted: 'integer',
  channel: 'text',
  ts: 'text',
  triedAt: 'integer',
  raisedAt: 'integer',
});

const put = `
  insert into messages (${message.names}) values (${message.marks()})
  on conflict (run, purpose) do update set ${message.only('facts', 'closed', 'wanted').overwrite}`;
const get = `select ${message.names} from messages where run = $1 and purpose = $2`;
const ofRun = `select ${message.names} from messages where run = $1 order by raised_at, purpose`;
const unanswered = `
  select ${message.names} from messages
  where closed is null and kind in ('ask', 'held', 'unclear')
    and run in (select run from runs where ended_at is null and surface = $1)
  order by raised_at, run, purpose`;
const wantRoot = `update messages set wanted = $2 where run = $1 and purpose = 'root' and wanted < $2`;

/** New ones before all; then what was asked and decided, then runs that have ended, then the runs that are furthest behind. */
const rank = `
  case when ts is null then (case kind when 'root' then 0 else 1 end)
    when kind <> 'root' then 2
    when exists (select 1 from runs where runs.run = m.run and runs.ended_at is not null) then 3
    else 4 end,
  case when ts is null or kind <> 'root' then 0 else posted - wanted end,
  raised_at, run, purpose`;

/** What hangs in a thread waits until the root that opens the thread stands. */
const claim = `
  with behind as (
    select run as behind_run, purpose as behind_purpose from messages as m
    where surface = $1 and wanted > posted
      and (lease_until is null or lease_until <= $2) and (retry_at is null or retry_at <= $2)
      and (kind = 'root' or not exists (
        select 1 from messages as root where root.run = m.run and root.kind = 'root' and root.ts is null))
      and ($6 = 'any' or ($6 = 'new') = (ts is null))
    order by ${rank}
    limit $3
    {for update skip locked}
  )
  update messages set worker = $4, lease_until = $5, retry_at = null
  from behind where run = behind_run and purpose = behind_purpose
  returning ${message.names}`;

/** Who comes late with an older revision changes neither what is known to be shown nor the lease of who came first. */
const posted = `
  update messages set channel = $3, ts = $4, posted = $5, worker = null, lease_until = null, tried_at = null
  where run = $1 and purpose = $2 and posted <= $5`;
/** Whoever was suspended past its lease may have written over something newer. */
const repair = 'update messages set wanted = wanted + 1 where run = $1 and purpose = $2 and posted > $3';
const tried = 'update messages set tried_at = $3 where run = $1 and purpose = $2';
const failed = `
  update messages set retry_at = $3, worker = null, lease_until = null,
    tried_at = case when $4 = 'absent' then null else tried_at end
  where run = $1 and purpose = $2`;

const rootsFirst = (a: MessageRow, b: MessageRow) =>
  Number(b.kind === 'root') - Number(a.kind === 'root') || a.raisedAt - b.raisedAt;

export const messages = (query: Query): Tx['messages'] => ({
  async put(row) {
    await query.run(put, message.values(row));
  },
  get: async (run, purpose) => (await query.run(get, [run, purpose])).map(message.read)[0],
  ofRun: async (run) => (await query.run(ofRun, [run])).map(message.read),
  unanswered: async (surface) => (await query.run(unanswered, [surface])).map(message.read),
  async wantRoot(run, revision) {
    await query.run(wantRoot, [run, revision]);
  },
  async claim({ surface, wall, limit, worker, leaseUntil, which = 'any' }) {
    const claimed = await query.run(claim, [surface, wall, limit, worker, leaseUntil, which]);
    return claimed.map(message.read).sort(rootsFirst);
  },
  async tried(run, purpose, wall) {
    await query.run(tried, [run, purpose, wall]);
  },
  async posted(run, purpose, { channel, ts, revision }) {
    await query.run(posted, [run, purpose, channel, ts, revision]);
    await query.run(repair, [run, purpose, revision]);
  },
  async failed(run, purpose, retryAt, tried = 'unknown') {
    await query.run(failed, [run, purpose, retryAt, tried]);
  },
});
