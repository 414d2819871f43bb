-- Where a sweep that was imported from a replay bundle comes from, as JSON; null for sweeps of this server.
alter table sweep add column origin text null;
-- 1 for what stands in for the dataset of such a sweep: name, totals and hash without likes. Lists leave it out.
alter table dataset add column is_replay integer not null default 0;
