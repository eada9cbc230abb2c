-- How often in a row its runners are started again by themselves where a launch does not say; null: the configured policy.
alter table projects add column restart_most integer check (restart_most >= 0);

-- What took the attempt's process away without an end that anybody saw: the machine's restart, or the pty host's.
alter table runner_attempts add column lost text check (lost in ('machine', 'host'));

create index runner_attempts_lost on runner_attempts (runner_id) where lost is not null;

-- The boot of the machine in which the node last compared its runners with the pty host.
alter table nodes add column boot_id text;
