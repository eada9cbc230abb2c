-- What a runner was asked to be, so that it can be started again, and the restarts without a user's doing.
alter table runners
    add column options     jsonb not null default '{}' check (jsonb_typeof(options) = 'object'),
    add column restart_most integer not null default 0 check (restart_most >= 0),
    add column restarts    integer not null default 0 check (restarts >= 0),
    -- Set while a failed runner waits for its restart.
    add column restart_at  timestamptz check (restart_at is null or status = 'failed');

create index runners_owed on runners (node_id) where restart_at is not null;
