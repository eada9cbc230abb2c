package Bench::Stats;

# Medians, percentiles and Markdown tables. Times are seconds of the monotonic clock.

use strict;
use warnings;
use Exporter 'import';
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

our @EXPORT_OK = qw(now median percentile ms us ratio table loaded note);

sub now { return clock_gettime(CLOCK_MONOTONIC) }

sub percentile {
    my ($share, @values) = @_;
    die "no samples\n" unless @values;
    @values = sort { $a <=> $b } @values;
    my $at = int($share * @values);
    return $values[$at < @values ? $at : -1];
}

sub median { return percentile(0.5, @_) }

sub ms { return sprintf('%.1f', 1e3 * shift) }

sub us { return sprintf('%.0f', 1e6 * shift) }

sub ratio { my ($one, $other) = @_; return sprintf('%.2f', $one / $other) }

sub table {
    my ($head, @rows) = @_;
    print '| ', join(' | ', @$head), " |\n", '|', join('|', map { '---' } @$head), "|\n";
    print '| ', join(' | ', @$_), " |\n" for @rows;
    print "\n";
}

sub load {
    open(my $file, '<', '/proc/loadavg') or die "loadavg: $!\n";
    return (split ' ', scalar <$file>)[0];
}

# Runs a benchmark and prints the load of the machine before and after it.
sub loaded {
    my ($work) = @_;
    my $before = load();
    $work->();
    printf "Load average of the last minute: %s before, %s after.\n\n", $before, load();
}

sub note { print STDERR "bench: @_\n" }

1;
