-- Where a runner has a working tree of its own; cleared when that is removed. Until then its row is not pruned.
alter table runners add column worktree jsonb check (jsonb_typeof(worktree) = 'object');

create index runners_worktree on runners (created_at) where worktree is not null;
