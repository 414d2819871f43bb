-- Steering: how many trials of a sweep at once (0: the setting), its place in the queue (more comes first), what a person writes.
alter table sweep add column trials_at_once integer not null default 0;
alter table sweep add column priority integer not null default 0;
alter table sweep add column remarks text not null default '';
alter table trial add column remarks text not null default '';

-- What has happened to a sweep, in words; kind is a word of the API.
create table sweep_event (
    id integer primary key autoincrement,
    sweep_id integer not null references sweep (id) on delete cascade,
    at integer not null,
    kind text not null,
    trial_number integer null,
    text text not null
);
create index sweep_event_by_sweep on sweep_event (sweep_id, id);

-- One row for each time a trial ran on a slot. While it runs, ended_at is when it was last heard of.
create table trial_run (
    id integer primary key autoincrement,
    sweep_id integer not null references sweep (id) on delete cascade,
    trial_id integer not null references trial (id) on delete cascade,
    slot integer not null,
    started_at integer not null,
    ended_at integer not null,
    state text not null
);
create index trial_run_by_sweep on trial_run (sweep_id, id);
create index trial_run_by_trial on trial_run (trial_id, id);

-- What an earlier version knows of its sweeps.
insert into sweep_event (sweep_id, at, kind, text) select id, created_at, 'created', 'Created.' from sweep;
insert into sweep_event (sweep_id, at, kind, text) select id, started_at, 'started', 'Started.' from sweep where started_at is not null;
insert into sweep_event (sweep_id, at, kind, text)
select id, finished_at, state, upper(substr(state, 1, 1)) || substr(state, 2) || '.' from sweep where finished_at is not null;
