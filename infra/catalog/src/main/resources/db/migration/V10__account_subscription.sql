-- What a new site of the account begins with. Sites that are there keep their own subscription.
alter table account
    add column plan text not null default 'starter' references plan,
    add column status text not null default 'trialing' check (status in ('active', 'trialing', 'inactive')),
    add column trial_ends_at timestamptz;

-- Accounts that have sites go on as their sites did: what was paid for counts before what was not, the newest first.
update account set (plan, status, trial_ends_at) = (
    select subscription.plan, subscription.status, subscription.trial_ends_at
    from site join subscription on subscription.site_id = site.id
    where site.account_id = account.id
    order by subscription.status = 'active' desc, site.id desc limit 1)
where exists (select from site join subscription on subscription.site_id = site.id where site.account_id = account.id);

-- The others get the trial that their first site would have had.
update account set trial_ends_at = now() + interval '14 days'
where not exists (select from site join subscription on subscription.site_id = site.id where site.account_id = account.id);

update account set plan = 'enterprise', status = 'active', trial_ends_at = null
where exists (select from app_user where account_id = account.id and role = 'operator')
  and exists (select from plan where name = 'enterprise');
