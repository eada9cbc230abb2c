package Bench::Pty;

# A program on a terminal of its own, of which this process holds the master. Linux on x86-64.

use strict;
use warnings;
use Fcntl qw(F_GETFL F_SETFL O_NOCTTY O_NONBLOCK O_RDWR);
use POSIX ();
use Bench::Stats qw(now);

use constant {
    TIOCGPTN   => 0x80045430,
    TIOCSPTLCK => 0x40045431,
    TIOCSWINSZ => 0x5414,
};

# Starts a program at 80x24.
sub start {
    my ($class, @argv) = @_;
    sysopen(my $master, '/dev/ptmx', O_RDWR | O_NOCTTY) or die "ptmx: $!\n";
    my $number = pack('i', 0);
    my $off = pack('i', 0);
    ioctl($master, TIOCSPTLCK, $off) or die "unlock: $!\n";
    ioctl($master, TIOCGPTN, $number) or die "number: $!\n";
    my $size = pack('S4', 24, 80, 0, 0);
    ioctl($master, TIOCSWINSZ, $size) or die "size: $!\n";
    my $slave = '/dev/pts/' . unpack('i', $number);
    my $pid = fork() // die "fork: $!\n";
    if ($pid == 0) {
        POSIX::setsid();
        my $fd = POSIX::open($slave, O_RDWR) // POSIX::_exit(126);
        POSIX::dup2($fd, $_) for 0 .. 2;
        POSIX::close($fd) if $fd > 2;
        { no warnings 'exec'; exec { $argv[0] } @argv; }
        POSIX::_exit(127);
    }
    fcntl($master, F_SETFL, fcntl($master, F_GETFL, 0) | O_NONBLOCK) or die "nonblock: $!\n";
    my $bits = '';
    vec($bits, fileno($master), 1) = 1;
    return bless { master => $master, pid => $pid, bits => $bits, seen => 0 }, $class;
}

sub pid { return $_[0]{pid} }

# Bytes received so far.
sub seen { return $_[0]{seen} }

sub type {
    my ($self, $text) = @_;
    my $count = syswrite($self->{master}, $text) // die "write: $!\n";
    die "the terminal takes nothing\n" if $count < length $text;
}

# Whether the text comes within so many seconds; it may be torn over several reads.
sub await {
    my ($self, $text, $seconds) = @_;
    return defined $self->until($text, $seconds, length($text) - 1);
}

# What comes before and with the text, all of it or only the last bytes; nothing if it does not come within so many
# seconds.
sub until {
    my ($self, $text, $seconds, $keep) = @_;
    my $end  = now() + $seconds;
    my $tail = '';
    while (1) {
        my $count = sysread($self->{master}, my $piece, 65536);
        if ($count) {
            $self->{seen} += $count;
            $tail .= $piece;
            return $tail if index($tail, $text) >= 0;
            $tail = $keep ? substr($tail, -$keep) : '' if defined $keep && length $tail > $keep;
            next;
        }
        die "the program on the terminal has ended\n" if defined $count || $!{EIO};
        my $left = $end - now();
        return if $left <= 0;
        select(my $ready = $self->{bits}, undef, undef, $left);
    }
}

# Reads and forgets until nothing has come for so many seconds.
sub drain {
    my ($self, $quiet) = @_;
    while (select(my $ready = $self->{bits}, undef, undef, $quiet)) {
        my $count = sysread($self->{master}, my $piece, 65536);
        last unless $count || $!{EAGAIN};
        $self->{seen} += $count // 0;
    }
}

# Ends the program and waits for it.
sub stop {
    my ($self) = @_;
    return unless $self->{pid};
    close($self->{master});
    kill 'HUP', $self->{pid};
    for my $try (1 .. 100) {
        return delete $self->{pid} if waitpid($self->{pid}, POSIX::WNOHANG()) != 0;
        select(undef, undef, undef, 0.02);
    }
    kill 'KILL', $self->{pid};
    waitpid($self->{pid}, 0);
    delete $self->{pid};
}

1;
