-- All ranking metrics of a point, and of recommending popular items, packed as MeasureBlob says; null where an earlier version stored the row.
alter table point add column measures blob null;
alter table sweep add column baseline blob null;
-- What the person should know about the split.
alter table sweep add column note text not null default '';
