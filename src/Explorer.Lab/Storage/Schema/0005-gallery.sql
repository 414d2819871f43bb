-- Thumbs on neighbours: whether a person finds it a good one. One opinion a pair and factorization, the last counts.
create table neighbour_rating (
    factorization_id integer not null references factorization (id) on delete cascade,
    item_id text not null,
    neighbour_id text not null,
    is_good integer not null,
    similarity real not null,
    rated_at integer not null,
    primary key (factorization_id, item_id, neighbour_id)
);
