-- Runners that were pruned, and of which a node's pty host may still keep output.
create table output_removals (
    runner_id text primary key,
    node_id uuid not null,
    pruned_at timestamptz not null default now()
);

create index output_removals_node on output_removals (node_id, pruned_at);
