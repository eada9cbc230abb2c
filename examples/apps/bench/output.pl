#!/usr/bin/perl
# MB/s of text that a program writes (cat of a file), until its last byte is at the attached terminal.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Bench::Cpu qw(tree used);
use Bench::Holders qw(attach_all stratavore);
use Bench::Stats qw(now median percentile ratio table loaded);

my $rounds = $ENV{BENCH_SAMPLES} || 9;
my $bytes  = 64 << 20;
my $file   = "$ENV{HOME}/text";

# Lines of 20 to 79 columns, as programs write them.
sub make_text {
    my $words = 'the quick brown fox jumps over the lazy dog and counts its 0123456789 steps ' x 2;
    open(my $out, '>', $file) or die "$file: $!\n";
    my $written = 0;
    for (my $line = 0; $written < $bytes; $line++) {
        my $text = substr($words, $line % 40, 20 + $line * 7 % 60) . "\n";
        print $out $text;
        $written += length $text;
    }
    close($out) or die "$file: $!\n";
    return $written;
}

# What the parts have used since, added to the times.
sub next_times {
    my ($times, $parts, $before) = @_;
    for my $name (keys %$parts) {
        my @now = used(@{ $parts->{$name} });
        push @{ $times->{$name}[$_] }, $now[$_] - $before->{$name}[$_] for 0, 1;
    }
}

loaded(sub {
    my $size = make_text();
    my $script = 'stty -echo; while read -r word n; do [ "$word" != go ] || cat ' . $file
        . '; echo "END$n~"; done';
    # tmux takes the script between single quotes.
    my @holders = attach_all($script, "probe 0\n", 'END0~');
    my ($host) = stratavore(qw(daemon status --format json)) =~ /"pty_host_pid": *(\d+)/;
    my ($attached) = map { $_->{pty}->pid } grep { $_->{name} eq 'stratavore attach' } @holders;
    my %parts = ('pty host' => [$host], '`attach`' => [ tree($attached) ]);
    my (%rates, %shares, %times);
    for my $round (1 .. $rounds + 1) {
        for my $holder (@holders) {
            my $before = $holder->{pty}->seen;
            my %used   = map { $_ => [ used(@{ $parts{$_} }) ] } keys %parts;
            my $start  = now();
            $holder->{pty}->type("go $round\n");
            $holder->{pty}->await("END$round~", 300) or die "$holder->{name}: no end\n";
            my $rate = $size / 1e6 / (now() - $start);
            my $share = ($holder->{pty}->seen - $before) / $size;
            $holder->{pty}->drain(0.3);
            next if $round == 1;
            next_times(\%times, \%parts, \%used) if $holder->{pty}->pid == $attached;
            push @{ $rates{ $holder->{name} } },  $rate;
            push @{ $shares{ $holder->{name} } }, $share;
        }
    }
    $_->{stop}->() for @holders;
    unlink $file;
    my ($dtach) = map { median(@{ $rates{$_} }) } grep { $_ eq 'dtach' } keys %rates;
    printf "%.0f MB of text, %d rounds each, interleaved, one before them for warm-up:\n\n", $size / 1e6, $rounds;
    table(
        ['', 'median, MB/s', 'slowest tenth, MB/s', 'best, MB/s', 'to dtach', 'bytes seen for each written'],
        map {
            my @all = @{ $rates{ $_->{name} } };
            [
                $_->{name},
                (map { sprintf '%.1f', $_ } median(@all), percentile(0.1, @all), percentile(1, @all)),
                $dtach ? ratio(median(@all), $dtach) : '-',
                sprintf('%.2f', median(@{ $shares{ $_->{name} } }))
            ]
        } @holders
    );
    print "Processor time for one round through `stratavore attach`, medians:\n\n";
    table(
        [ '', 'user, s', 'system, s' ],
        map { my $name = $_; [ $name, map { sprintf '%.2f', median(@{ $times{$name}[$_] }) } 0, 1 ] } sort keys %times
    );
});
