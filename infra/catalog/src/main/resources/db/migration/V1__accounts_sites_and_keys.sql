-- Written by key-admin alone; others read.

create table account (
    id          bigint generated always as identity primary key,
    name        text        not null,
    created_at  timestamptz not null default now()
);

create table app_user (
    id             bigint generated always as identity primary key,
    account_id     bigint      not null references account,
    email          text        not null unique check (email = lower(email)),
    password_hash  text        not null,
    role           text        not null check (role in ('owner', 'operator')),
    created_at     timestamptz not null default now()
);

-- A session is found by the SHA-256 of its token; the token itself is only with the user.
create table session (
    token_hash  bytea primary key,
    user_id     bigint      not null references app_user on delete cascade,
    csrf_token  text        not null,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null
);
create index session_expiry on session (expires_at);

create table plan (
    name            text primary key,
    position        int     not null,
    monthly_posts   int check (monthly_posts >= 0),
    rest_access     boolean not null,
    per_key         int     not null check (per_key > 0),
    per_domain      int     not null check (per_domain > 0),
    public_events   int     not null check (public_events > 0),
    tracked_events  int     not null check (tracked_events > 0),
    voices          text    not null check (voices in ('starter', 'growth', 'enterprise')),
    monthly_events  bigint check (monthly_events >= 0)
);

insert into plan (name, position, monthly_posts, rest_access, per_key, per_domain, public_events, tracked_events, voices, monthly_events)
values ('starter',    1, 50,   false, 60,  60,  200,  120,  'starter',    100000),
       ('growth',     2, 500,  false, 60,  60,  200,  120,  'growth',     1000000),
       ('enterprise', 3, null, true,  600, 600, 2000, 1200, 'enterprise', null);

create table voice (
    id             bigint primary key,
    name           text  not null,
    type           text  not null,
    language       text  not null,
    gender         text  not null,
    plan_required  text  not null check (plan_required in ('starter', 'growth', 'enterprise')),
    engine         text  not null,
    settings       jsonb not null
);

-- One diphone voice at three pitches: what pure Java has to offer.
insert into voice (id, name, type, language, gender, plan_required, engine, settings)
values (1, 'Kevin',  'synthetic', 'en', 'male', 'starter',    'embedded', '{"engine_voice": "kevin16", "pitch_hz": 100, "pitch_range_hz": 11, "rate_wpm": 150}'),
       (2, 'Marcus', 'synthetic', 'en', 'male', 'growth',     'embedded', '{"engine_voice": "kevin16", "pitch_hz": 82,  "pitch_range_hz": 10, "rate_wpm": 145}'),
       (3, 'Robin',  'synthetic', 'en', 'male', 'enterprise', 'embedded', '{"engine_voice": "kevin16", "pitch_hz": 135, "pitch_range_hz": 14, "rate_wpm": 155}');

-- version counts the changes of the site's rights; the highest one holds, wherever it is read.
create table site (
    id                       bigint generated always as identity primary key,
    account_id               bigint      not null references account,
    name                     text        not null,
    active                   boolean     not null default true,
    default_voice_id         bigint references voice,
    settings                 jsonb       not null default '{}',
    webhook_secret           text        not null,
    previous_webhook_secret  text,
    previous_secret_until    timestamptz,
    version                  bigint      not null default 1,
    created_at               timestamptz not null default now()
);
create index site_of_account on site (account_id);

-- A domain names one site, so it belongs to at most one.
create table site_domain (
    domain   text primary key,
    site_id  bigint not null references site on delete cascade
);
create index domain_of_site on site_domain (site_id);

create table subscription (
    site_id        bigint primary key references site on delete cascade,
    plan           text not null references plan,
    status         text not null check (status in ('active', 'trialing', 'inactive')),
    trial_ends_at  timestamptz,
    monthly_posts  int check (monthly_posts >= 0)
);

create table api_key (
    id            bigint generated always as identity primary key,
    site_id       bigint      not null references site on delete cascade,
    hash          bytea       not null unique check (length(hash) = 32),
    start         text        not null,
    name          text        not null,
    integration   text        not null check (integration in ('rest', 'plugin')),
    created_at    timestamptz not null default now(),
    last_used_at  timestamptz,
    revoked_at    timestamptz
);
create index key_of_site on api_key (site_id, id);

create table audit_log (
    id       bigint generated always as identity primary key,
    at       timestamptz not null default now(),
    user_id  bigint references app_user,
    site_id  bigint references site,
    action   text  not null,
    detail   jsonb not null default '{}'
);
create index audit_of_site on audit_log (site_id, id);

create table key_outbox (
    id            bigint generated always as identity primary key,
    topic         text        not null,
    record_key    bytea       not null,
    record_value  bytea,
    created_at    timestamptz not null default now()
);
