#!/usr/bin/perl
# Wall time of whole commands, from the fork to the exit.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use POSIX ();
use Bench::Pty;
use Bench::Stats qw(now median percentile ms ratio table loaded);

my $samples = $ENV{BENCH_SAMPLES} || 41;
my $warm_up = 3;

my %ways = (
    'with the AOT cache'      => [$ENV{BENCH_STRATAVORE}],
    'without it'              => [$ENV{BENCH_WITHOUT_AOT}],
    'with it and a file'      => [$ENV{BENCH_STRATAVORE}, $ENV{BENCH_CONFIG_HOME}],
);
my @ways = ('with the AOT cache', 'with it and a file', 'without it');
my @commands = ([qw(version)], [qw(status)], [qw(runners)]);

sub wall {
    my ($program, $config, @words) = @_;
    my $start = now();
    my $pid = fork() // die "fork: $!\n";
    if ($pid == 0) {
        $ENV{XDG_CONFIG_HOME} = $config if $config;
        open(STDIN,  '<', '/dev/null');
        open(STDOUT, '>', '/dev/null');
        { no warnings "exec"; exec { $program } $program, @words; }
        POSIX::_exit(127);
    }
    waitpid($pid, 0);
    my $time = now() - $start;
    die "failed: $program @words\n" if $?;
    return $time;
}

sub wall_on_terminal {
    my (@words) = @_;
    my $start = now();
    my $pty = Bench::Pty->start(@words);
    # The end of the terminal is the end of the program.
    eval { $pty->await("\0", 30); };
    my $time = now() - $start;
    waitpid($pty->pid, 0);
    die "failed: @words\n" if $?;
    return $time;
}

loaded(sub {
    my %times;
    my @cells;
    for my $command (@commands) {
        for my $way (@ways) {
            my ($program, $config) = @{ $ways{$way} };
            push @cells, ["@$command|$way", sub { wall($program, $config, @$command) }];
        }
    }
    push @cells, ['terminal', sub { wall_on_terminal($ENV{BENCH_STRATAVORE}, 'status') }];
    push @cells, ['java', sub { wall($ENV{BENCH_JAVA}, undef, qw(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -version)) }];
    open(my $errors, '>&', \*STDERR) or die "dup: $!\n";
    open(STDERR, '>', '/dev/null');
    for my $round (1 .. $warm_up + $samples) {
        for my $cell (@cells) {
            my $time = eval { $cell->[1]->() };
            if (!defined $time) { open(STDERR, '>&', $errors); die $@ }
            push @{ $times{ $cell->[0] } }, $time if $round > $warm_up;
        }
    }
    open(STDERR, '>&', $errors);
    print "Wall time, $samples runs each, interleaved; median / p90 in ms:\n\n";
    my $cell = sub { my @all = @{ $times{ $_[0] } }; return ms(median(@all)) . ' / ' . ms(percentile(0.9, @all)) };
    my $row = sub {
        my ($name) = @_;
        my ($with, $without) = map { median(@{ $times{"$name|$_"} }) } 'with the AOT cache', 'without it';
        return [$name, (map { $cell->("$name|$_") } @ways), ratio($with, $without)];
    };
    table(['command', @ways, 'with to without'], map { $row->("@$_") } @commands);
    print '`status` on a terminal: ', $cell->('terminal'), ' ms. `java -version` alone: ', $cell->('java'), " ms.\n\n";
});
