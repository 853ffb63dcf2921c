-- Written by quota-stream alone; others read.

-- What readers did with a post on a day (UTC), as told on topic analytics.days. source_offset is the place of the newest
-- event in it on the site's log of player events: what is told twice, or late, changes nothing.
create table analytics_day (
    site_id        bigint not null,
    day            date   not null,
    post_id        text   not null,
    language       text   not null,
    loads          bigint not null,
    plays          bigint not null,
    completes      bigint not null,
    listened_ms    bigint not null,
    source_offset  bigint not null,
    primary key (site_id, day, post_id, language)
);
