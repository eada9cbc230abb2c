#!/usr/bin/perl
# How long until a full, coloured screen is there again: for a client of the pty host from the hello to the
# last byte of the picture, and for a whole program from its start on a terminal.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Bench::Attach qw(picture);
use Bench::Holders qw(stratavore output_of on_path);
use Bench::Pty;
use Bench::Stats qw(now median percentile ms table loaded note);

my $samples  = $ENV{BENCH_SAMPLES} || 300;
my $programs = $ENV{BENCH_SAMPLES} || 41;
my $warm_up  = 100;
my $socket   = $ENV{BENCH_AGENT_SOCKET};

# Lines of 90 columns with five colours each, on a terminal of 80 by 24, and a mark at their end.
my $drawing = "$ENV{HOME}/drawing";
open(my $out, '>', $drawing) or die "$drawing: $!\n";
for my $line (1 .. 2039) {
    my $text = '';
    $text .= sprintf("\033[3%d;4%dmline %04d part %d \033[0m ", $_ % 8, ($_ + 3) % 8, $line, $_) for 1 .. 5;
    print $out "$text\n";
}
print $out 'ready~';
close($out) or die "$drawing: $!\n";
my $script = "cat $drawing; exec sleep 86400";

sub program {
    my ($name, @argv) = @_;
    my @times;
    for my $round (0 .. $programs) {
        my $start = now();
        my $pty = Bench::Pty->start(@argv);
        $pty->await('ready~', 20) or die "$name: no picture\n";
        push @times, now() - $start if $round;
        $pty->drain(0.1);
        $pty->stop;
    }
    return [ $name, scalar @times, ms(median(@times)), ms(percentile(0.9, @times)), '-' ];
}

loaded(sub {
    my $runner = stratavore(qw(launch bench --new --agent shell --no-attach -- -c), $script);
    my $seen = Bench::Pty->start($ENV{BENCH_STRATAVORE}, 'attach', $runner);
    $seen->await('ready~', 20) or die "no picture\n";
    my @rows;
    for my $history (0, 1000) {
        my (@times, $size);
        for my $round (1 .. $warm_up + $samples) {
            my ($time, $bytes) = picture($socket, $runner, $history);
            $size = $bytes;
            push @times, $time if $round > $warm_up;
        }
        push @rows, [ "frames, $history lines of history", scalar @times,
            ms(median(@times)), ms(percentile(0.9, @times)), $size ];
    }
    $seen->stop;
    push @rows, program('`stratavore attach --history 0`', $ENV{BENCH_STRATAVORE}, 'attach', '--history', 0, $runner);
    push @rows, program('`stratavore attach`, 1,000 lines of history', $ENV{BENCH_STRATAVORE}, 'attach', $runner);
    stratavore('kill', $runner, '--force');
    if (my $tmux = on_path('tmux')) {
        my @server = ($tmux, '-S', "$ENV{HOME}/tmux-reattach", '-f', '/dev/null');
        output_of(@server, qw(new-session -d -x 80 -y 24), "exec /bin/sh -c '$script'");
        push @rows, program('`tmux attach`', @server, 'attach');
        output_of(@server, 'kill-server');
    } else {
        note('tmux is not installed: its line is left out');
    }
    unlink $drawing;
    print "A full, coloured screen, after 2,000 such lines:\n\n";
    table([ '', 'samples', 'median, ms', 'p90, ms', 'bytes' ], @rows);
});
