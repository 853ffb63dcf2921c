-- Written by key-admin alone, as all of table site. The version of admission's rules that the site has adopted on its log;
-- 1 for sites of earlier releases, until key-admin has written the record.
alter table site add column rules int not null default 1;
create index site_of_rules on site (rules, id);
