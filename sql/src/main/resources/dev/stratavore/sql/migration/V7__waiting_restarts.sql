-- Which place a restart waits for that was due; without meaning while none is owed.
alter table runners add column restart_waits text check (restart_waits in ('project', 'node'));
