-- Written by audio-worker alone; others read.

-- The newest job of each post and language. A job with a higher id replaces a lower one; attempt fences the workers of
-- one job: only the attempt that was claimed last may write. The columns from file on are the newest audio that was
-- finished: they outlive the start of a regeneration and its failure, which sets the status back to ready.
create table audio (
    site_id           bigint      not null,
    language          text        not null,
    post_id           text        not null,
    job_id            bigint      not null unique,
    attempt           int         not null default 0,
    status            text        not null check (status in ('pending', 'generating', 'ready', 'failed')),
    progress_percent  int         not null default 0 check (progress_percent between 0 and 100),
    title             text,
    url               text,
    voice_id          bigint      not null,
    content_hash      text        not null,
    failure_code      text,
    failure_reason    text,
    requested_at      timestamptz not null,
    updated_at        timestamptz not null default now(),
    file              text,
    file_job_id       bigint,
    file_voice_id     bigint,
    file_content_hash text,
    duration_seconds  int,
    segments          jsonb,
    primary key (site_id, language, post_id),
    check (status <> 'ready' or file is not null and duration_seconds is not null)
);
create index audio_of_site on audio (site_id, job_id desc);

create table audio_outbox (
    id            bigint generated always as identity primary key,
    topic         text        not null,
    record_key    bytea       not null,
    record_value  bytea,
    created_at    timestamptz not null default now()
);

-- One notification to one receiver. The id is its webhook-id, the same on every attempt, and so is the body. receiver is
-- the host of the url: what one worker sends to it at a time is bounded. due_at lies ahead of the clock also while a
-- worker has the delivery in hand; if the worker dies, it is due again then.
create table webhook_delivery (
    id            text primary key,
    site_id       bigint      not null,
    job_id        bigint,
    url           text        not null,
    receiver      text        not null,
    type          text        not null,
    body          text        not null,
    status        text        not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    attempts      int         not null default 0,
    due_at        timestamptz not null default now(),
    created_at    timestamptz not null default now(),
    completed_at  timestamptz
);
create index delivery_due on webhook_delivery (due_at, receiver) where status = 'pending';
create index delivery_of_site on webhook_delivery (site_id, created_at desc);
-- A job's fact is told to a receiver once, however often its end is written. A url may be too long for an index.
create unique index delivery_of_job on webhook_delivery (job_id, type, md5(url));

create table webhook_attempt (
    id            bigint generated always as identity primary key,
    delivery_id   text        not null references webhook_delivery on delete cascade,
    attempt       int         not null,
    at            timestamptz not null,
    duration_ms   int         not null,
    status_code   int,
    error         text
);
create index attempt_of_delivery on webhook_attempt (delivery_id, attempt);
