-- Names are compared and sorted by code point (collate "C"), so that every server pages alike.
-- Words of closed sets are checked here too: a row that no program can read must not exist.

create table nodes (
    id           uuid primary key,
    label        text not null,
    version      text not null,
    status       text not null default 'active' check (status in ('active', 'draining', 'forgotten')),
    -- Rises with every start of the node's daemon; each write of a runner is fenced by it.
    lease_epoch  bigint not null default 0 check (lease_epoch >= 0),
    lease_until  timestamptz,
    started_at   timestamptz not null default now(),
    -- Set by a clean stop and cleared by a start, so a crash can be told from a stop.
    stopped_at   timestamptz,
    last_seq     bigint not null default 0 check (last_seq >= 0)
);

create table projects (
    -- The name may be used again after a deletion; the key never.
    key          bigint generated always as identity primary key,
    name         text collate "C" not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    path         text not null check (path <> ''),
    description  text not null default '',
    agent        text,
    owner        text not null check (owner <> ''),
    created_at   timestamptz not null,
    archived_at  timestamptz,
    deleted_at   timestamptz,
    version      bigint not null default 1 check (version > 0),
    lease_node   uuid references nodes,
    lease_epoch  bigint check (lease_epoch >= 0),
    command_id   uuid,
    trace_id     text not null,
    last_seq     bigint not null default 0 check (last_seq >= 0)
);

create unique index projects_name on projects (name) where deleted_at is null;
create unique index projects_command on projects (command_id);
create index projects_path on projects (path) where deleted_at is null;

-- A limit without a row has its configured default.
create table quotas (
    project_key  bigint not null references projects,
    name         text not null check (name in
                     ('max_concurrent_runners', 'max_memory_mb', 'max_cpu_percent', 'max_tokens_per_day')),
    value        bigint not null check (value >= 0),
    changed_at   timestamptz not null,
    principal    text not null,
    command_id   uuid,
    trace_id     text not null,
    version      bigint not null default 1 check (version > 0),
    primary key (project_key, name)
);

create table sessions (
    id                text collate "C" primary key check (id ~ '^session-[a-z2-7]{12}$'),
    project_key       bigint not null references projects,
    agent             text not null,
    agent_session     text,
    owner             text not null check (owner <> ''),
    resumed_from      text collate "C" references sessions,
    resumed_at        bigint check (resumed_at >= 0),
    cwd               text not null,
    model             text,
    environment_names jsonb not null default '[]' check (jsonb_typeof(environment_names) = 'array'),
    flags             jsonb not null default '[]' check (jsonb_typeof(flags) = 'array'),
    tools             jsonb not null default '{}' check (jsonb_typeof(tools) = 'object'),
    started_at        timestamptz not null,
    last_active_at    timestamptz not null,
    ended_at          timestamptz,
    version           bigint not null default 1 check (version > 0),
    command_id        uuid,
    trace_id          text not null,
    last_seq          bigint not null default 0 check (last_seq >= 0)
);

create unique index sessions_agent_session on sessions (agent, agent_session) where agent_session is not null;
create index sessions_project on sessions (project_key, last_active_at);

create table session_messages (
    session_id    text collate "C" not null references sessions,
    number        bigint not null check (number > 0),
    agent_message text,
    role          text not null check (role in ('user', 'assistant', 'system', 'tool')),
    occurred_at   timestamptz not null,
    body          text not null,
    record        jsonb not null,
    primary key (session_id, number)
);

-- An agent repeats a message's line as it grows: the same message must not come in twice.
create unique index session_messages_agent_message on session_messages (session_id, agent_message)
    where agent_message is not null;

create table runners (
    id               text collate "C" primary key check (id ~ '^runner-[a-z2-7]{12}$'),
    project_key      bigint not null references projects,
    name             text collate "C" check (name <> ''),
    agent            text not null,
    status           text not null check (status in
                         ('starting', 'running', 'paused', 'stopping', 'terminated', 'failed')),
    live             boolean not null generated always as (status not in ('terminated', 'failed')) stored,
    attempt          integer not null default 1 check (attempt > 0),
    node_id          uuid not null references nodes,
    lease_epoch      bigint not null check (lease_epoch >= 0),
    owner            text not null check (owner <> ''),
    session_id       text collate "C" references sessions,
    agent_session    text,
    cwd              text not null,
    argv             jsonb not null check (jsonb_typeof(argv) = 'array'),
    -- Every name; null where the value may be a secret, which is never stored.
    environment      jsonb not null check (jsonb_typeof(environment) = 'object'),
    expected_dialogs jsonb not null default '[]' check (jsonb_typeof(expected_dialogs) = 'array'),
    terminal_columns integer not null check (terminal_columns > 0),
    terminal_rows    integer not null check (terminal_rows > 0),
    created_at       timestamptz not null,
    ended_at         timestamptz,
    version          bigint not null default 1 check (version > 0),
    command_id       uuid not null,
    trace_id         text not null,
    last_seq         bigint not null default 0 check (last_seq >= 0)
);

create unique index runners_live_name on runners (project_key, name) where live and name is not null;
create index runners_live_project on runners (project_key) where live;
create index runners_live_node on runners (node_id) where live;
create index runners_created on runners (created_at, id);
create index runners_project on runners (project_key, created_at, id);
create index runners_command on runners (command_id);
create index runners_name on runners (name) where name is not null;

-- Orders all attempts of all runners: what carries a lower fence is late and changes nothing.
create sequence runner_fence as bigint;

create table runner_attempts (
    runner_id   text collate "C" not null references runners,
    attempt     integer not null check (attempt > 0),
    fence       bigint not null unique default nextval('runner_fence'),
    node_id     uuid not null references nodes,
    pid         bigint check (pid > 0),
    -- The kernel's start time of the process, in clock ticks since boot: tells it from a reused pid.
    start_ticks bigint check (start_ticks >= 0),
    started_at  timestamptz,
    ended_at    timestamptz,
    exit_code   integer check (exit_code between 0 and 255),
    exit_signal integer check (exit_signal between 1 and 64),
    reason      text,
    principal   text not null,
    command_id  uuid not null,
    trace_id    text not null,
    primary key (runner_id, attempt),
    check (exit_code is null or exit_signal is null),
    check ((pid is null) = (start_ticks is null))
);

alter sequence runner_fence owned by runner_attempts.fence;

create table token_usage (
    id                 bigint generated always as identity primary key,
    -- What the provider or the agent calls this one request; the same request is counted once.
    source             text not null,
    request            text not null,
    project_key        bigint not null references projects,
    runner_id          text collate "C",
    attempt            integer check (attempt > 0),
    session_id         text collate "C",
    model              text not null,
    input_tokens       bigint not null default 0 check (input_tokens >= 0),
    output_tokens      bigint not null default 0 check (output_tokens >= 0),
    cache_write_tokens bigint not null default 0 check (cache_write_tokens >= 0),
    cache_read_tokens  bigint not null default 0 check (cache_read_tokens >= 0),
    cost_micro_usd     bigint check (cost_micro_usd >= 0),
    occurred_at        timestamptz not null,
    principal          text not null,
    trace_id           text not null,
    unique (source, request)
);

create index token_usage_project on token_usage (project_key, occurred_at);

create table budgets (
    id              bigint generated always as identity primary key,
    scope           text not null check (scope in ('global', 'project', 'runner')),
    -- Empty for the global scope: a null would make the uniqueness below void.
    scope_id        text not null default '',
    period          text not null check (period in ('hourly', 'daily', 'weekly', 'monthly')),
    limit_tokens    bigint check (limit_tokens >= 0),
    limit_micro_usd bigint check (limit_micro_usd >= 0),
    used_tokens     bigint not null default 0 check (used_tokens >= 0),
    used_micro_usd  bigint not null default 0 check (used_micro_usd >= 0),
    period_start    timestamptz not null,
    warned_at       timestamptz,
    exceeded_at     timestamptz,
    owner           text not null check (owner <> ''),
    version         bigint not null default 1 check (version > 0),
    command_id      uuid,
    trace_id        text not null,
    last_seq        bigint not null default 0 check (last_seq >= 0),
    unique (scope, scope_id, period),
    check ((scope = 'global') = (scope_id = '')),
    check ((limit_tokens is null) <> (limit_micro_usd is null))
);

-- The record of what happened. A serial number is given out before its transaction ends, so readers
-- take only rows below the oldest running transaction, ordered by (txid, pos).
create table events (
    pos            bigint generated always as identity primary key,
    txid           xid8 not null default pg_current_xact_id(),
    id             uuid not null unique,
    aggregate_type text not null,
    aggregate_id   text not null,
    seq            bigint not null check (seq > 0),
    type           text not null,
    version        integer not null default 1 check (version > 0),
    occurred_at    timestamptz not null,
    principal      text not null,
    command_id     uuid,
    trace_id       text not null,
    data           jsonb not null check (jsonb_typeof(data) = 'object'),
    unique (aggregate_type, aggregate_id, seq)
);

create index events_reading on events (txid, pos);

-- What the broker has not confirmed yet; the event itself is read from its own table.
create table outbox (
    id             bigint generated always as identity primary key,
    txid           xid8 not null default pg_current_xact_id(),
    event_id       uuid not null unique references events (id),
    aggregate_type text not null,
    aggregate_id   text not null,
    seq            bigint not null check (seq > 0),
    routing_key    text not null,
    created_at     timestamptz not null default now(),
    available_at   timestamptz not null default now(),
    attempts       integer not null default 0 check (attempts >= 0),
    claimed_by     uuid,
    claimed_until  timestamptz,
    parked_at      timestamptz,
    last_error     text,
    check ((claimed_by is null) = (claimed_until is null))
);

create index outbox_waiting on outbox (txid, id) where parked_at is null;

-- One chain of hashes a node: a row altered or taken away breaks every later one.
create table audit (
    node_id     uuid not null references nodes,
    seq         bigint not null check (seq > 0),
    occurred_at timestamptz not null,
    principal   text not null,
    action      text not null,
    target      text not null,
    outcome     text not null check (outcome in ('done', 'refused', 'failed')),
    reason      text,
    command_id  uuid,
    trace_id    text not null,
    data        jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
    prior_hash  bytea not null,
    hash        bytea not null,
    primary key (node_id, seq)
);

create table api_tokens (
    id           uuid primary key default gen_random_uuid(),
    name         text collate "C" not null check (name <> ''),
    -- Of the token, which itself is shown once and stored nowhere.
    hash         bytea not null unique,
    scopes       text[] not null check (scopes <@ array['read', 'operate', 'approve', 'admin']),
    owner        text not null check (owner <> ''),
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    command_id   uuid,
    trace_id     text not null
);

create unique index api_tokens_name on api_tokens (name) where revoked_at is null;

-- A command carried out once; its repetition is answered from what it points to.
create table commands (
    id         uuid primary key,
    digest     text not null,
    kind       text not null,
    target     text not null,
    principal  text not null,
    trace_id   text not null,
    created_at timestamptz not null default now()
);

create index commands_created on commands (created_at);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are written once', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger events_append_only before update or delete or truncate on events
    for each statement execute function refuse_change();
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change();

-- Channels wake readers at commit. Their names are those of dev.stratavore.sql.Channel.
create function announce_rows() returns trigger language plpgsql as $$
begin
    perform pg_notify(tg_argv[0], '');
    return null;
end
$$;

create function announce_runner() returns trigger language plpgsql as $$
begin
    perform pg_notify('stratavore_runners', new.id);
    return null;
end
$$;

create trigger events_announced after insert on events
    for each statement execute function announce_rows('stratavore_events');
create trigger outbox_announced after insert on outbox
    for each statement execute function announce_rows('stratavore_outbox');
create trigger runners_announced after insert or update on runners
    for each row execute function announce_runner();
