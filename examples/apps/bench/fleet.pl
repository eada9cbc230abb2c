#!/usr/bin/perl
# Many quiet runners on one machine: how fast they are launched, what each costs the daemon and the pty host,
# and what they cost while nothing happens. BENCH_FLEET is their number, BENCH_IDLE the seconds of the idle time.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use POSIX ();
use Bench::GrpcWeb qw(call text number fields);
use Bench::Holders qw(stratavore);
use Bench::Postgres qw(value);
use Bench::Stats qw(now table loaded note);

my $fleet   = $ENV{BENCH_FLEET} || 500;
my $small   = int($fleet / 10);
my $idle    = $ENV{BENCH_IDLE} || 60;
my $askers  = 4;

# A server process that has come to rest may keep its counts to itself for ten seconds.
my $settling = 12;
my $ticks   = POSIX::sysconf(POSIX::_SC_CLK_TCK());
my $counter = 0;

sub slurp {
    my ($path) = @_;
    open(my $file, '<', $path) or return '';
    local $/;
    return <$file> // '';
}

sub pss_kb { return slurp("/proc/$_[0]/smaps_rollup") =~ /^Pss:\s+(\d+) kB/m ? $1 : die "no PSS of $_[0]\n" }

sub cpu_seconds {
    my ($pid) = @_;
    my ($user, $system) = slurp("/proc/$pid/stat") =~ /\) \S(?: \S+){10} (\d+) (\d+)/ or die "no stat of $pid\n";
    return ($user + $system) / $ticks;
}

# A UUIDv7 of our own.
sub command_id {
    my $ms = sprintf '%012x', 1000 * Time::HiRes::time();
    return sprintf '%s-%s-7000-8000-%06x%06x', substr($ms, 0, 8), substr($ms, 8), $$ % 2**24, ++$counter;
}

sub launch_one {
    my $environment = join '', map { text(10, text(1, $_) . text(2, $ENV{$_})) } qw(HOME PATH SHELL TERM);
    my $request = text(1, command_id()) . text(2, 'fleet') . text(3, 'shell') . number(5, 1)
        . text(9, '-c') . text(9, 'exec sleep 86400') . $environment . number(11, 80) . number(12, 24);
    my $runner = fields(fields(call('Runners/Launch', $request))->{1}[0]);
    die "the runner is $runner->{5}[0]\n" if $runner->{5}[0] ne 'running';
}

# Launches so many, with a few who ask at once; the runners a second.
sub launch {
    my ($count) = @_;
    my $start = now();
    my @pids;
    for my $asker (1 .. $askers) {
        my $share = int($count / $askers) + ($asker <= $count % $askers ? 1 : 0);
        my $pid = fork() // die "fork: $!\n";
        if (!$pid) { launch_one() for 1 .. $share; POSIX::_exit(0) }
        push @pids, $pid;
    }
    for (@pids) { waitpid($_, 0); die "a launch failed\n" if $? }
    return $count / (now() - $start);
}

sub database {
    my ($what) = @_;
    return value("select $what from pg_stat_database where datname = current_database()");
}

sub transactions { return database('xact_commit + xact_rollback') }

sub written { return database('tup_inserted + tup_updated + tup_deleted') }

sub pause {
    my ($seconds) = @_;
    my $end = now() + $seconds;
    select(undef, undef, undef, 0.5) while now() < $end;
}

# What goes by in an idle time.
sub rest {
    my ($daemon, $host, $runners) = @_;
    note("$runners idle runners for $idle s");
    pause($settling);
    my @before = (cpu_seconds($daemon), cpu_seconds($host), transactions(), written());
    pause($idle);
    my @after = (cpu_seconds($daemon), cpu_seconds($host), transactions(), written());
    return [
        $runners,
        (map { sprintf '%.2f', 100 * ($after[$_] - $before[$_]) / $idle } 0, 1),
        # The two questions themselves are two of them.
        sprintf('%.1f', ($after[2] - $before[2] - 2) * 10 / $idle), sprintf('%.1f', ($after[3] - $before[3]) * 10 / $idle),
        sprintf('%.1f', pss_kb($daemon) / 1024), sprintf('%.1f', pss_kb($host) / 1024)
    ];
}

loaded(sub {
    mkdir "$ENV{HOME}/fleet";
    stratavore('new', 'fleet', '--path', "$ENV{HOME}/fleet", '--agent', 'shell', '--max-runners', $fleet + 1);
    my $status = decode_json(stratavore(qw(daemon status --format json)));
    ($status) = @$status if ref $status eq 'ARRAY';
    my ($daemon, $host) = @{$status}{qw(pid pty_host_pid)};
    launch(1);
    my @rows = rest($daemon, $host, 1);
    my $first = launch($small - 1);
    push @rows, rest($daemon, $host, $small);
    my ($daemon_kb, $host_kb) = (pss_kb($daemon), pss_kb($host));
    my $then = launch($fleet - $small);
    push @rows, rest($daemon, $host, $fleet);
    my $more = $fleet - $small;
    printf "Launched by %d askers at once: the first %d at %.1f a second, %d more at %.1f a second.\n", $askers,
        $small, $first, $more, $then;
    printf "From %d to %d runners, each took %.0f kB (PSS) of the daemon and %.0f kB of the pty host.\n\n",
        $small, $fleet, (pss_kb($daemon) - $daemon_kb) / $more, (pss_kb($host) - $host_kb) / $more;
    table(
        [
            'idle runners',
            'daemon, % of one core',
            'pty host, % of one core',
            'database transactions in 10 s',
            'database rows written in 10 s',
            'daemon, MiB PSS',
            'pty host, MiB PSS'
        ],
        @rows
    );
});
