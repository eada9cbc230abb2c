-- How long each attempt may run; counted from its start, so that it survives the daemon.
alter table runners add column max_time_ms bigint check (max_time_ms > 0);
