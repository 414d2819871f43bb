-- Version 1. Times are milliseconds since 1970 in UTC; states are the words of the API.
create table dataset (
    id integer primary key autoincrement,
    name text not null,
    item_word text not null,
    thumbnail_source text not null,
    created_at integer not null,
    file text not null,
    row_count integer not null,
    like_count integer not null,
    duplicate_count integer not null,
    rejected_count integer not null,
    user_count integer not null,
    item_count integer not null,
    notes text not null,
    items_version integer not null,
    is_sample integer not null
);

create table rejected_row (
    dataset_id integer not null references dataset (id) on delete cascade,
    line integer not null,
    reason text not null,
    text text not null
);
create index rejected_row_by_dataset on rejected_row (dataset_id, line);

create table item_detail (
    dataset_id integer not null references dataset (id) on delete cascade,
    item_id text not null,
    name text not null,
    thumbnail_url text not null,
    page_url text not null,
    primary key (dataset_id, item_id)
);

create table sweep (
    id integer primary key autoincrement,
    dataset_id integer not null references dataset (id) on delete cascade,
    spec text not null,
    state text not null,
    message text not null,
    created_at integer not null,
    started_at integer null,
    finished_at integer null
);
create index sweep_by_dataset on sweep (dataset_id);

create table trial (
    id integer primary key autoincrement,
    sweep_id integer not null references sweep (id) on delete cascade,
    number integer not null,
    factor_count integer not null,
    regularization real not null,
    alpha real not null,
    state text not null,
    message text not null,
    unique (sweep_id, number)
);

create table point (
    cursor integer primary key autoincrement,
    sweep_id integer not null references sweep (id) on delete cascade,
    trial_id integer not null references trial (id) on delete cascade,
    epoch integer not null,
    precision_train real not null,
    precision_test real not null,
    precision_test_unseen real not null,
    mse_train real not null,
    mse_test real not null,
    train_seconds real not null,
    evaluation_seconds real not null,
    unique (trial_id, epoch)
);
create index point_by_sweep on point (sweep_id, cursor);

create table factorization (
    id integer primary key autoincrement,
    dataset_id integer not null references dataset (id) on delete cascade,
    sweep_id integer not null references sweep (id) on delete cascade,
    trial_id integer not null references trial (id) on delete cascade,
    min_likes_per_user integer not null,
    min_likes_per_item integer not null,
    factor_count integer not null,
    regularization real not null,
    alpha real not null,
    epochs integer not null,
    epochs_done integer not null,
    seed integer not null,
    state text not null,
    message text not null,
    created_at integer not null,
    finished_at integer null,
    file text not null,
    user_count integer not null,
    item_count integer not null,
    like_count integer not null
);
create index factorization_by_trial on factorization (trial_id);
