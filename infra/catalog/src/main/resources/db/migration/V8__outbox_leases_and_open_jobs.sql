-- due_at: from then on any relay may append the record; before, it is its writer's, or a relay's that has it in hand, or
-- has to wait.
alter table key_outbox add column due_at timestamptz not null default now();
create index key_outbox_due on key_outbox (due_at);
alter table audio_outbox add column due_at timestamptz not null default now();
create index audio_outbox_due on audio_outbox (due_at);

-- Jobs that have not ended, to find those that nobody will end any more.
create index open_audio on audio (job_id) where status in ('pending', 'generating');

-- due_at: when to try next to remove the file.
alter table condemned_file add column due_at timestamptz not null default now();
