#!/usr/bin/perl
# The round trip of one typed byte: from the write on the terminal's master until it is back there.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Bench::Holders qw(attach_all);
use Bench::Stats qw(now median percentile us ratio table loaded);

my $samples = $ENV{BENCH_SAMPLES} || 2000;
my $warm_up = 2000;
# A byte that no terminal sequence of a redraw contains.
my $byte = '~';

loaded(sub {
    my @holders = attach_all('stty raw -echo; exec cat', $byte, $byte);
    my %times;
    for my $round (1 .. $warm_up + $samples) {
        for my $holder (@holders) {
            my $start = now();
            $holder->{pty}->type($byte);
            $holder->{pty}->await($byte, 10) or die "$holder->{name}: no echo\n";
            push @{ $times{ $holder->{name} } }, now() - $start if $round > $warm_up;
        }
    }
    $_->{stop}->() for @holders;
    my ($dtach) = map { median(@{ $times{$_} }) } grep { $_ eq 'dtach' } keys %times;
    print "Round trip of one byte, $samples samples each, interleaved:\n\n";
    table(
        ['', 'median, us', 'p90, us', 'p99, us', 'to dtach'],
        map {
            my @all = @{ $times{ $_->{name} } };
            [
                $_->{name}, us(median(@all)), us(percentile(0.9, @all)), us(percentile(0.99, @all)),
                $dtach ? ratio(median(@all), $dtach) : '-'
            ]
        } @holders
    );
});
