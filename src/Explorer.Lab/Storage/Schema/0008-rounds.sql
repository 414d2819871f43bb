-- A trial's own seed, null for the sweep's; which call of the sampler proposed it, null when a person did; cuts of successive halving it has passed.
alter table trial add column seed integer null;
alter table trial add column generation integer null;
alter table trial add column rung integer not null default 0;
-- What a sweep's trials are made of, by which their seconds can be compared with those of other sweeps; null where an earlier version stored the row.
alter table sweep add column sizes text null;
