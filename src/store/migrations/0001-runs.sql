-- Times are epoch milliseconds, flags 0 or 1; what belongs to a run is written in the transaction that writes the run, hence deferred references.

create table definitions (
  digest text primary key,
  format bigint not null,
  runbook {json} not null,
  "text" text not null,
  file text not null,
  "commit" text,
  environment {json} not null
);

create table runs (
  run text primary key,
  definition text not null references definitions (digest) deferrable initially deferred,
  start_key text not null unique,
  surface text not null,
  channel text,
  runbook text not null,
  title text not null,
  environment text not null,
  reason text not null,
  started_by {json} not null,
  started_at bigint not null,
  ended_at bigint,
  phase text not null,
  ending text,
  outcome_unknown smallint not null,
  inputs {json} not null,
  snapshot {json} not null,
  revision bigint not null,
  head text not null
);
create index runs_by_time on runs (started_at);
create index runs_open on runs (started_at) where ended_at is null;

create table events (
  run text not null references runs (run) deferrable initially deferred,
  seq bigint not null,
  at bigint not null,
  name text not null,
  lane text not null,
  turn bigint not null,
  facts {json} not null,
  previous text not null,
  hash text not null,
  primary key (run, seq)
);
{events are append-only}

create table asks (
  run text not null references runs (run) deferrable initially deferred,
  ask text not null,
  kind text not null,
  lane text not null,
  turn bigint not null,
  step text not null,
  plan_hash text not null,
  covers {json} not null,
  policy {json} not null,
  requesters {json} not null,
  assign {json} not null,
  opened_at bigint not null,
  closes_at bigint not null,
  valid_until bigint,
  votes {json} not null,
  state text not null,
  primary key (run, ask)
);

create table plans (
  run text not null references runs (run) deferrable initially deferred,
  instance text not null,
  attempt bigint not null,
  action text not null,
  version bigint not null,
  planned {json} not null,
  content text not null,
  at bigint not null,
  primary key (run, instance, attempt)
);

create table results (
  run text not null references runs (run) deferrable initially deferred,
  instance text not null,
  step text not null,
  item {json},
  title text not null,
  input {json},
  items {json},
  outcome text,
  outputs {json} not null,
  receipts {json} not null,
  memo {json},
  progress text,
  evidence {json},
  sent_at bigint,
  since bigint,
  started_at bigint not null,
  applied_at bigint,
  ended_at bigint,
  note text,
  primary key (run, instance)
);

-- The journal: a row is written before its request may be sent.
create table attempts (
  run text not null references runs (run) deferrable initially deferred,
  ask text not null,
  instance text not null,
  attempt bigint not null,
  n bigint not null,
  try bigint not null,
  token text not null,
  mark text not null,
  request {json} not null,
  request_hash text not null,
  access_key_id text not null,
  session_name text not null,
  worker text not null,
  begun_at bigint not null,
  not_after bigint not null,
  ended_at bigint,
  outcome text,
  receipt {json},
  request_id text,
  error text,
  primary key (run, ask, instance, n, try)
);

-- A released target keeps its row without a holder, so that its fence never falls.
create table locks (
  target text primary key,
  run text references runs (run) deferrable initially deferred,
  instance text,
  fence bigint not null,
  since bigint
);
create index locks_by_run on locks (run) where run is not null;

create table lock_waits (
  place {identity},
  run text not null references runs (run) deferrable initially deferred,
  lane text not null,
  turn bigint not null,
  targets {json} not null,
  since bigint not null,
  unique (run, lane)
);

create table effects (
  run text not null references runs (run) deferrable initially deferred,
  key text not null,
  surface text not null,
  want {json} not null,
  run_at bigint not null,
  claims bigint not null,
  worker text,
  lease_until bigint,
  primary key (run, key)
);
create index effects_due on effects (surface, run_at);
create index effects_leased on effects (worker) where worker is not null;

create table timers (
  run text not null references runs (run) deferrable initially deferred,
  surface text not null,
  key text not null,
  lane text not null,
  turn bigint not null,
  purpose text not null,
  due bigint not null,
  primary key (run, key)
);
create index timers_due on timers (surface, due);

create table messages (
  run text not null references runs (run) deferrable initially deferred,
  surface text not null,
  purpose text not null,
  kind text not null,
  lane text not null,
  turn bigint not null,
  facts {json} not null,
  closed {json},
  wanted bigint not null,
  posted bigint not null,
  channel text,
  ts text,
  raised_at bigint not null,
  worker text,
  lease_until bigint,
  retry_at bigint,
  primary key (run, purpose)
);
create index messages_behind on messages (surface) where wanted > posted;

create table secrets (
  run text not null references runs (run) deferrable initially deferred,
  id text not null,
  sealed text not null,
  fingerprint text not null,
  length bigint not null,
  primary key (run, id)
);
