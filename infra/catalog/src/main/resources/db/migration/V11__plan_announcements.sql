-- Plans whose last change has not reached every site that has them, with how far it has come. A row goes once the change
-- is confirmed. Written by key-admin alone.
create sequence plan_round;
create table plan_announcement (
    plan          text primary key references plan,
    round         bigint      not null default nextval('plan_round'),
    last_site_id  bigint      not null default 0,
    told          boolean     not null default false,
    touched_at    timestamptz not null default now()
);
create index subscription_of_plan on subscription (plan, site_id);
