-- What a run was started for; where posting was begun; what is said of no run; how far schedules have come; what breaking the glass leaves behind.

alter table runs add column context text;
alter table asks add column assignee {json};
alter table asks add column typed text;
alter table messages add column tried_at bigint;

create table announcements (
  key text primary key,
  surface text not null,
  channel text not null,
  facts {json} not null,
  raised_at bigint not null,
  ts text,
  tried_at bigint,
  worker text,
  lease_until bigint,
  retry_at bigint
);
create index announcements_unsaid on announcements (surface, raised_at) where ts is null;

create table schedules (
  schedule text not null,
  surface text not null,
  seen_to bigint not null,
  primary key (surface, schedule)
);

create table follow_ups (
  run text not null references runs (run) deferrable initially deferred,
  ask text not null,
  surface text not null,
  "by" {json} not null,
  at bigint not null,
  incident text not null,
  groups {json} not null,
  reviewed {json},
  primary key (run, ask)
);
create index follow_ups_open on follow_ups (surface, at) where reviewed is null;

-- What waits for a person, of all runs.
create index asks_open on asks (opened_at) where state = 'open';
create index messages_unanswered on messages (raised_at) where closed is null and kind in ('ask', 'held', 'unclear');
