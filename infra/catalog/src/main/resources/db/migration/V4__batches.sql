-- Written by audio-worker alone; others read.

-- A bulk submission. closed_at: its upload has ended, after so many items, and not complete where the client hung up;
-- one that goes on later is opened again. completed_at: no item is open any more and batch.completed is told.
create table batch (
    id            text primary key,
    site_id       bigint      not null,
    callback_url  text,
    opened_at     timestamptz not null,
    closed_at     timestamptz,
    items         int,
    complete      boolean,
    completed_at  timestamptz
);
create index batch_of_site on batch (site_id, opened_at desc);
create index batch_to_complete on batch (id) where closed_at is not null and completed_at is null;

-- An item refers to the job that makes its audio, its own or the one that its post already had; a rejected one has none.
-- outcome is how that job ended, whatever becomes of the post afterwards, and null until then.
create table batch_item (
    batch_id  text   not null references batch,
    index     int    not null,
    site_id   bigint not null,
    post_id   text,
    language  text,
    job_id    bigint,
    outcome   text check (outcome in ('ready', 'failed', 'rejected')),
    code      text,
    message   text,
    primary key (batch_id, index),
    check (job_id is not null or outcome = 'rejected')
);
create index open_item_of_batch on batch_item (batch_id) where outcome is null;
create index open_item_of_job on batch_item (job_id) where outcome is null;

-- How each job ended: an item may become known only after its job has ended and its post has been made anew or deleted.
create table job_end (
    job_id            bigint primary key,
    outcome           text        not null check (outcome in ('ready', 'failed')),
    at                timestamptz not null,
    progress_percent  int         not null,
    file              text,
    duration_seconds  int,
    code              text,
    reason            text,
    check (outcome = 'failed' or file is not null and duration_seconds is not null)
);

insert into job_end (job_id, outcome, at, progress_percent, file, duration_seconds)
select file_job_id, 'ready', updated_at, 100, file, duration_seconds from audio where file_job_id is not null;

insert into job_end (job_id, outcome, at, progress_percent, code, reason)
select job_id, 'failed', updated_at, progress_percent, failure_code, failure_reason from audio
where failure_code is not null and status in ('ready', 'failed');

-- What a client is told of each item: pending, generating, ready, failed or rejected; code and message say why of the
-- last two.
create view batch_item_status as
select item.batch_id, item.index, item.site_id, item.post_id, item.language, item.job_id,
       coalesce(item.outcome, case when audio.status = 'generating' then 'generating' else 'pending' end) as status,
       item.code, item.message
from batch_item item left join audio on item.outcome is null and audio.job_id = item.job_id;
