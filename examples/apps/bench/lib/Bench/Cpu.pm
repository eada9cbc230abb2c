package Bench::Cpu;

# Processor time of a process and of all that it started, as the system counts it: 10 ms a tick.

use strict;
use warnings;
use Exporter 'import';
use POSIX ();

our @EXPORT_OK = qw(used tree);

my $tick = POSIX::sysconf(POSIX::_SC_CLK_TCK());

# The process and its descendants that live now.
sub tree {
    my ($pid) = @_;
    open(my $in, '<', "/proc/$pid/task/$pid/children") or return;
    my @children = split ' ', <$in> // '';
    return ($pid, map { tree($_) } @children);
}

# Seconds in user mode and in the system so far, of all the processes together.
sub used {
    my (@user_system) = (0, 0);
    for my $pid (@_) {
        open(my $in, '<', "/proc/$pid/stat") or next;
        my @fields = split ' ', (<$in> =~ s/.*\) //sr);
        $user_system[0] += $fields[11] / $tick;
        $user_system[1] += $fields[12] / $tick;
    }
    return @user_system;
}

1;
