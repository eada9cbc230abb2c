package Bench::Attach;

# A client of the pty host that speaks its frames: how long until the whole picture is there.

use strict;
use warnings;
use Exporter 'import';
use IO::Socket::UNIX;
use Bench::Stats qw(now);

our @EXPORT_OK = qw(picture);

use constant {
    VERSION  => 1,
    HELLO    => 0x01,
    WELCOME  => 0x02,
    SNAPSHOT => 0x10,
    READ_ONLY => 1,
    AFRESH   => -1,
};

sub text { return pack('N/a*', shift) }

sub frame { my ($type, $payload) = @_; return pack('C N a*', $type, length $payload, $payload) }

# Seconds from the hello to the last byte of the picture, and the number of its bytes.
sub picture {
    my ($socket, $runner, $history) = @_;
    my $channel = IO::Socket::UNIX->new(Peer => $socket) or die "$socket: $!\n";
    my $hello = pack('n', VERSION) . text($runner) . pack('N', 0) . pack('n4', 80, 24, 0, 0)
        . pack('C N q>', READ_ONLY, $history, AFRESH) . text('xterm') . text('bench');
    my $start = now();
    syswrite($channel, frame(HELLO, $hello)) // die "hello: $!\n";
    my ($held, $bytes) = ('', 0);
    while (1) {
        while (length $held >= 5) {
            my ($type, $length) = unpack('C N', $held);
            last if length $held < 5 + $length;
            my $payload = substr($held, 5, $length);
            substr($held, 0, 5 + $length) = '';
            next if $type == WELCOME;
            die sprintf("frame 0x%02x in place of a picture\n", $type) if $type != SNAPSHOT;
            $bytes += $length - 9;
            next unless unpack('C', substr($payload, 8, 1));
            my $time = now() - $start;
            close($channel);
            return ($time, $bytes);
        }
        sysread($channel, $held, 1 << 20, length $held) or die "the pty host hung up\n";
    }
}

1;
