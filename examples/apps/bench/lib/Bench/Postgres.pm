package Bench::Postgres;

# One question to the daemon's embedded PostgreSQL: as much of its protocol as a number takes, with the
# password in the file that the daemon keeps for its owner.

use strict;
use warnings;
use Digest::SHA qw(hmac_sha256 sha256);
use Exporter 'import';
use IO::Socket::INET;
use MIME::Base64 qw(decode_base64 encode_base64);

our @EXPORT_OK = qw(value);

my $folder = "$ENV{HOME}/.local/share/stratavore/postgres";

sub lines {
    my ($path) = @_;
    open(my $file, '<', $path) or die "$path: $!\n";
    chomp(my @lines = <$file>);
    return @lines;
}

sub take {
    my ($socket, $length) = @_;
    my $bytes = '';
    while (length $bytes < $length) {
        sysread($socket, $bytes, $length - length $bytes, length $bytes) or die "the database hung up\n";
    }
    return $bytes;
}

sub message {
    my ($socket) = @_;
    my ($type, $length) = unpack 'a N', take($socket, 5);
    my $body = take($socket, $length - 4);
    die "the database: $body\n" if $type eq 'E';
    return ($type, $body);
}

sub say_to { my ($socket, $type, $body) = @_; syswrite($socket, $type . pack('N', 4 + length $body) . $body) }

# SCRAM-SHA-256 (RFC 5802), without channel binding.
sub salted {
    my ($password, $salt, $rounds) = @_;
    my $round = hmac_sha256($salt . pack('N', 1), $password);
    my $sum = $round;
    for (2 .. $rounds) { $round = hmac_sha256($round, $password); $sum ^= $round }
    return $sum;
}

sub log_in {
    my ($socket, $password) = @_;
    my ($type, $body) = message($socket);
    my $nonce = encode_base64(pack('N4', map { int rand 2**32 } 1 .. 4), '');
    my $first = "n=,r=$nonce";
    say_to($socket, 'p', "SCRAM-SHA-256\0" . pack('N', 3 + length $first) . "n,,$first");
    ($type, $body) = message($socket);
    my $challenge = substr $body, 4;
    my %said = map { /\A(.)=(.*)\z/s } split /,/, $challenge;
    my $key = hmac_sha256('Client Key', salted($password, decode_base64($said{s}), $said{i}));
    my $last = "c=biws,r=$said{r}";
    my $proof = $key ^ hmac_sha256("$first,$challenge,$last", sha256($key));
    say_to($socket, 'p', "$last,p=" . encode_base64($proof, ''));
}

# The first column of the first row.
sub value {
    my ($query) = @_;
    my ($pid_file) = glob "$folder/data-*/postmaster.pid";
    my $port = (lines($pid_file))[3];
    my (undef, undef, $database, $user, $password) = split /:/, (lines("$folder/password"))[0];
    my $socket = IO::Socket::INET->new(PeerAddr => "127.0.0.1:$port") or die "port $port: $!\n";
    my $start = pack('N', 196608) . "user\0$user\0database\0$database\0\0";
    syswrite($socket, pack('N', 4 + length $start) . $start);
    log_in($socket, $password);
    my ($ready, $value) = (0);
    while (1) {
        my ($type, $body) = message($socket);
        $value = substr($body, 6, unpack('x2 N', $body)) if $type eq 'D';
        next unless $type eq 'Z';
        last if $ready++;
        say_to($socket, 'Q', "$query\0");
    }
    say_to($socket, 'X', '');
    return $value;
}

1;
