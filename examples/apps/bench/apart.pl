#!/usr/bin/perl
# The two halves of an echo: from the write of a key on the terminal's master until the program has read it, and
# from the program's write until it is back there. The program tells the time of the same clock.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Bench::Holders qw(attach_all);
use Bench::Stats qw(now median percentile us ratio table loaded);

my $samples = $ENV{BENCH_SAMPLES} || 1000;
my $warm_up = 1000;
my $program = "$ENV{HOME}/clock.pl";

open(my $out, '>', $program) or die "$program: $!\n";
print $out <<'END';
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);
while (sysread(STDIN, my $key, 1)) {
    my $read = clock_gettime(CLOCK_MONOTONIC);
    syswrite(STDOUT, sprintf("<%.7f %.7f~", $read, clock_gettime(CLOCK_MONOTONIC)));
}
END
close($out) or die "$program: $!\n";

loaded(sub {
    my @holders = attach_all("stty raw -echo; exec perl $program", 'x', '~');
    my (%down, %up);
    for my $round (1 .. $warm_up + $samples) {
        for my $holder (@holders) {
            my $start = now();
            $holder->{pty}->type('x');
            my $answer = $holder->{pty}->until('~', 10) // die "$holder->{name}: no answer\n";
            my $end = now();
            next if $round <= $warm_up;
            my ($read, $written) = $answer =~ /([\d.]+) ([\d.]+)~/ or die "$holder->{name}: $answer\n";
            push @{ $down{ $holder->{name} } }, $read - $start;
            push @{ $up{ $holder->{name} } },   $end - $written;
        }
    }
    $_->{stop}->() for @holders;
    unlink $program;
    print "Key to program and program to screen, $samples samples each, interleaved:\n\n";
    table(
        [ '', 'key to program: median, us', 'p90, us', 'program to screen: median, us', 'p90, us' ],
        map {
            my ($name, @one) = ($_->{name}, @{ $down{ $_->{name} } });
            my @other = @{ $up{$name} };
            [ $name, us(median(@one)), us(percentile(0.9, @one)), us(median(@other)), us(percentile(0.9, @other)) ]
        } @holders
    );
});
