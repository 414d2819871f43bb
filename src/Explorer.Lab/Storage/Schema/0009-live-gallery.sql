-- How much of the items' neighbours stayed since the measured epoch before; null at a trial's first point and where an earlier version stored the row.
alter table point add column neighbour_stability real null;

-- Items watched in a sweep, and their neighbours at each measured epoch. An item is its place among the items that pass the sweep's thresholds:
-- the same thresholds on the same likes give the same places.
create table pin (
    sweep_id integer not null references sweep (id) on delete cascade,
    item integer not null,
    pinned_at integer not null,
    primary key (sweep_id, item)
);

create table pin_neighbours (
    cursor integer primary key autoincrement,
    sweep_id integer not null references sweep (id) on delete cascade,
    trial_id integer not null references trial (id) on delete cascade,
    epoch integer not null,
    item integer not null,
    neighbours blob not null,
    unique (trial_id, epoch, item)
);
create index pin_neighbours_by_sweep on pin_neighbours (sweep_id);

-- A preview is trained on what its trial was trained on, and goes first when the disk's share of previews is used up.
alter table factorization add column is_preview integer not null default 0;
