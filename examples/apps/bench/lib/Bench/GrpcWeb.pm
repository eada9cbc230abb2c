package Bench::GrpcWeb;

# gRPC-Web calls on the daemon's Unix socket, with as much of protobuf as the benchmarks need.

use strict;
use warnings;
use Exporter 'import';
use IO::Socket::UNIX;

our @EXPORT_OK = qw(call send_call next_message text number fields);

sub varint {
    my ($value) = @_;
    my $bytes = '';
    while ($value > 127) { $bytes .= chr(($value & 127) | 128); $value >>= 7 }
    return $bytes . chr($value);
}

sub text { my ($tag, $bytes) = @_; return varint($tag << 3 | 2) . varint(length $bytes) . $bytes }

sub number { my ($tag, $value) = @_; return varint($tag << 3) . varint($value) }

# A message's fields: tag => list of values.
sub fields {
    my ($bytes) = @_;
    my ($at, %found) = (0);
    my $varint = sub {
        my ($value, $shift) = (0, 0);
        while (1) {
            my $byte = ord substr($bytes, $at++, 1);
            $value |= ($byte & 127) << $shift;
            return $value if $byte < 128;
            $shift += 7;
        }
    };
    while ($at < length $bytes) {
        my $key  = $varint->();
        my $kind = $key & 7;
        my $value;
        if ($kind == 0) { $value = $varint->() }
        elsif ($kind == 2) { my $length = $varint->(); $value = substr($bytes, $at, $length); $at += $length }
        else { die "wire type $kind\n" }
        push @{ $found{ $key >> 3 } }, $value;
    }
    return \%found;
}

# Sends a request; answers the call.
sub send_call {
    my ($method, $request) = @_;
    my $socket = IO::Socket::UNIX->new(Peer => $ENV{BENCH_SOCKET}) or die "$ENV{BENCH_SOCKET}: $!\n";
    my $body = pack('CN', 0, length $request) . $request;
    my $head = "POST /stratavore.v1.$method HTTP/1.1\r\nHost: localhost\r\n"
        . "Content-Type: application/grpc-web+proto\r\nX-Grpc-Web: 1\r\n"
        . 'Content-Length: ' . length($body) . "\r\n\r\n";
    syswrite($socket, $head . $body) // die "write: $!\n";
    return { socket => $socket, raw => '', body => '', head => 0, method => $method };
}

sub more {
    my ($call) = @_;
    sysread($call->{socket}, $call->{raw}, 65536, length $call->{raw}) or die "$call->{method}: hung up\n";
    if (!$call->{head} && $call->{raw} =~ s/\A(.*?)\r\n\r\n//s) {
        $call->{head} = 1;
        my $head = $1;
        $call->{chunked} = $head =~ /^transfer-encoding:\s*chunked/mi;
        die "$call->{method}: $head\n" if $head =~ /^grpc-status:\s*[1-9]/mi || $head !~ m{\AHTTP/1.1 200};
    }
    return unless $call->{head};
    if (!$call->{chunked}) { $call->{body} .= $call->{raw}; $call->{raw} = ''; return }
    while ($call->{raw} =~ /\A([0-9a-fA-F]+)\r\n/) {
        my ($start, $length) = ($+[0], hex $1);
        last if length $call->{raw} < $start + $length + 2;
        $call->{body} .= substr($call->{raw}, $start, $length);
        $call->{raw} = substr($call->{raw}, $start + $length + 2);
    }
}

# The next message, or nothing at the good end.
sub next_message {
    my ($call) = @_;
    while (1) {
        if (length $call->{body} >= 5) {
            my ($flags, $length) = unpack('CN', $call->{body});
            if (length $call->{body} >= 5 + $length) {
                my $message = substr($call->{body}, 5, $length);
                $call->{body} = substr($call->{body}, 5 + $length);
                return $message unless $flags & 0x80;
                die "$call->{method}: $message\n" unless $message =~ /^grpc-status:\s*0\s*$/mi;
                return;
            }
        }
        more($call);
    }
}

# One request, one reply.
sub call { return next_message(send_call(@_)) }

1;
