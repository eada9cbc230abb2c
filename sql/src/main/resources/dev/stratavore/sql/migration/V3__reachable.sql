-- Since when the pty host that holds the runner has been silent; the status stays what it is.
alter table runners
    add column unreachable_since timestamptz check (unreachable_since is null or status not in ('terminated', 'failed'));
