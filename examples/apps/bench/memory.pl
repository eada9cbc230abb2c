#!/usr/bin/perl
# Memory of the daemon, the pty host and the embedded PostgreSQL after a minute without runners.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use Bench::Holders qw(stratavore);
use Bench::Stats qw(table loaded note);

my $idle = $ENV{BENCH_IDLE} || 60;

sub slurp {
    my ($path) = @_;
    open(my $file, '<', $path) or return '';
    local $/;
    return <$file> // '';
}

# MB of PSS, RSS and what is its own alone.
sub memory {
    my (@pids) = @_;
    my %sum = (Pss => 0, Rss => 0, Private_Clean => 0, Private_Dirty => 0);
    for my $pid (@pids) {
        my $text = slurp("/proc/$pid/smaps_rollup") or die "no smaps_rollup of $pid\n";
        for my $key (keys %sum) { $sum{$key} += $1 if $text =~ /^$key:\s+(\d+) kB/m }
    }
    return map { sprintf '%.0f', $_ * 1024 / 1e6 } $sum{Pss}, $sum{Rss}, $sum{Private_Clean} + $sum{Private_Dirty};
}

sub heap {
    my ($pid) = @_;
    return join ' ', grep { /^-X(mx|ms|ss)/ } split /\0/, slurp("/proc/$pid/cmdline");
}

# The descendants of a process that run a program of this name.
sub descendants {
    my ($root, $name) = @_;
    my (%children, %names);
    for my $path (glob '/proc/[0-9]*/stat') {
        my ($pid, $comm, $parent) = slurp($path) =~ /\A(\d+) \((.*)\) \S (\d+)/s or next;
        push @{ $children{$parent} }, $pid;
        $names{$pid} = $comm;
    }
    my @all = @{ $children{$root} // [] };
    for (my $at = 0; $at < @all; $at++) { push @all, @{ $children{ $all[$at] } // [] } }
    return grep { ($names{$_} // '') eq $name } @all;
}

loaded(sub {
    stratavore(qw(daemon stop --all --yes));
    stratavore(qw(daemon start));
    stratavore(qw(launch bench --new --agent shell --wait -- -c true));
    note("waiting for $idle s without runners");
    my $end = time + $idle;
    sleep 1 while time < $end;
    my $status = decode_json(stratavore(qw(daemon status --format json)));
    ($status) = @$status if ref $status eq 'ARRAY';
    my ($daemon, $host) = @{$status}{qw(pid pty_host_pid)};
    my @postgres = descendants($daemon, 'postgres');
    print "After $idle s without runners, MB (10^6 bytes):\n\n";
    table(
        ['process', 'PSS', 'RSS', 'private', 'heap and stack options'],
        ['stratavored', memory($daemon), '`' . heap($daemon) . '`'],
        ['stratavore-agent', memory($host), '`' . heap($host) . '`'],
        @postgres ? ['PostgreSQL, ' . @postgres . ' processes', memory(@postgres), ''] : ()
    );
});
