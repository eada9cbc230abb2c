-- How often in a row its runners are started again by themselves where a launch does not say; null: the configured policy.
alter table projects add column restart_most integer check (restart_most >= 0);
