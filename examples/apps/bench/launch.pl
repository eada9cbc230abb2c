#!/usr/bin/perl
# From a request on the daemon's socket until the program has started and until the daemon says that the
# runner is running, beside the start of the same program by fork and exec on a terminal.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Fcntl qw(O_NONBLOCK O_RDWR);
use POSIX ();
use Bench::GrpcWeb qw(send_call next_message text number fields);
use Bench::Pty;
use Bench::Stats qw(now median percentile ms table loaded);

my $samples = $ENV{BENCH_SAMPLES} || 101;
my $warm_up = 30;
my ($started, $gate) = map { "$ENV{HOME}/$_" } qw(started gate);
# The program's first act is to say that it runs; its last, to wait until it may end.
my @program = ('/bin/sh', '-c', "echo >$started; read -r x <$gate");

my $commands = 0;

# A UUIDv7 of our own.
sub command_id {
    my $ms = sprintf '%012x', 1000 * Time::HiRes::time();
    return sprintf '%s-%s-7000-8000-%012x', substr($ms, 0, 8), substr($ms, 8), ++$commands;
}

sub open_fifo {
    my ($path) = @_;
    POSIX::mkfifo($path, 0600) or die "$path: $!\n";
    sysopen(my $fifo, $path, O_RDWR | O_NONBLOCK) or die "$path: $!\n";
    return $fifo;
}

sub has_started {
    my ($fifo) = @_;
    my $bits = '';
    vec($bits, fileno($fifo), 1) = 1;
    select($bits, undef, undef, 30) == 1 or die "the program does not start\n";
    my $time = now();
    sysread($fifo, my $line, 16);
    return $time;
}

sub by_hand {
    my ($fifo, $release) = @_;
    my $start = now();
    my $pty   = Bench::Pty->start(@program);
    my $time  = has_started($fifo) - $start;
    syswrite($release, "\n");
    waitpid($pty->pid, 0);
    return $time;
}

sub by_daemon {
    my ($fifo, $release) = @_;
    my $environment = join '', map { text(10, text(1, $_) . text(2, $ENV{$_})) } qw(HOME PATH SHELL TERM);
    my $request = text(1, command_id()) . text(2, 'bench') . text(3, 'shell') . number(5, 1)
        . join('', map { text(9, $_) } @program[1 .. $#program]) . $environment . number(11, 80) . number(12, 24);
    my $start   = now();
    my $call    = send_call('Runners/Launch', $request);
    my $program = has_started($fifo) - $start;
    my $runner  = fields(fields(next_message($call))->{1}[0]);
    my $running = now() - $start;
    die "the runner is $runner->{5}[0]\n" if $runner->{5}[0] ne 'running';
    my $watch = send_call('Runners/WatchRunner', text(1, $runner->{1}[0]));
    next_message($watch);
    syswrite($release, "\n");
    while (defined(next_message($watch))) { }
    return ($program, $running);
}

loaded(sub {
    my ($fifo, $release) = map { open_fifo($_) } $started, $gate;
    my (@by_hand, @program, @running);
    for my $round (1 .. $warm_up + $samples) {
        my $hand = by_hand($fifo, $release);
        my ($program, $running) = by_daemon($fifo, $release);
        next if $round <= $warm_up;
        push @by_hand, $hand;
        push @program, $program;
        push @running, $running;
    }
    unlink $started, $gate;
    print "From the request on, $samples samples each, interleaved:\n\n";
    my $own = median(@by_hand);
    table(
        ['', 'median, ms', 'p90, ms', 'over its own start, ms'],
        map {
            my ($name, @all) = @$_;
            [$name, ms(median(@all)), ms(percentile(0.9, @all)), ms(median(@all) - $own)]
        } ['fork and exec: program started', @by_hand],
        ['launch: program started', @program],
        ['launch: answered as running', @running]
    );
});
