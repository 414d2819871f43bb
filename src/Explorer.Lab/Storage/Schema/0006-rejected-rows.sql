-- How many rejected rows are in the dataset's file of them; null where an earlier version kept the first 1,000 in rejected_row and nothing else.
alter table dataset add column rejected_kept_count integer null;
