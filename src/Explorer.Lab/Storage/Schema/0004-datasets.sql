-- What a person writes about a dataset, what is in it, and tags of items.
alter table dataset add column remarks text not null default '';
alter table dataset add column content_hash text not null default '';
alter table dataset add column below_threshold_count integer not null default 0;
alter table dataset add column weights text not null default 'None';
create index dataset_by_content on dataset (content_hash);

alter table item_detail add column tags text not null default '';
