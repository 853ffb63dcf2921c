-- Written by audio-worker alone; others read.

-- What happened to each job of a post, as told on topic audio.events; what is told twice is one row. detail has the
-- attempt of a generating, file and duration_seconds of a ready, code and reason of a failed.
create table audio_event (
    id        bigint generated always as identity primary key,
    site_id   bigint      not null,
    language  text        not null,
    post_id   text        not null,
    job_id    bigint      not null,
    type      text        not null check (type in ('queued', 'generating', 'ready', 'failed')),
    at        timestamptz not null,
    detail    jsonb       not null default '{}'
);
create unique index event_once on audio_event (site_id, language, post_id, job_id, type, coalesce(detail ->> 'attempt', ''));

-- The posts whose audio was removed. Whatever is still said of job_id or an earlier job of the post comes too late.
create table deleted_audio (
    site_id     bigint      not null,
    language    text        not null,
    post_id     text        not null,
    job_id      bigint      not null,
    deleted_at  timestamptz not null,
    primary key (site_id, language, post_id)
);

-- Files of deleted posts, to be removed from the audio store unless another post has the same audio.
create table condemned_file (
    file          text primary key,
    condemned_at  timestamptz not null default now()
);
create index audio_of_file on audio (file);
