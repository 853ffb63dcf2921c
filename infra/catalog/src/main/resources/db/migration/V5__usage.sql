-- Written by quota-stream alone; others read.

-- The new English posts of a site's month (UTC), as told on topic usage.counters; without a limit there is no cap. A month
-- in which nothing has happened yet has no row. source_offset is the place of the newest command in it on the site's
-- log: what is told twice, or late, changes nothing.
create table usage_month (
    site_id        bigint not null,
    month          date   not null check (extract(day from month) = 1),
    monthly_limit  int,
    settled        int    not null,
    reserved       int    not null,
    source_offset  bigint not null,
    primary key (site_id, month)
);
