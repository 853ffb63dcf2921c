-- A job is claimed in the very moment in which it is noted as queued. "on conflict (site_id, language, post_id)" settles
-- that on the primary key alone: on a second unique index the slower one failed, and its job with it. Admission gives
-- each job an id of its own.
alter table audio drop constraint audio_job_id_key;
create index audio_of_job on audio (job_id);
