package Bench::Holders;

# The ways to reach a program on a terminal that are compared: directly, through `stratavore attach`,
# through dtach and through tmux. Each is one object: started, attached, and stopped by its pid.

use strict;
use warnings;
use Exporter 'import';
use Bench::Pty;
use Bench::Stats qw(note);

our @EXPORT_OK = qw(attach_all stratavore output_of on_path);

my $holders = 0;

# What a command prints, which must succeed.
sub output_of {
    my (@command) = @_;
    open(my $out, '-|', @command) or die "$command[0]: $!\n";
    my $text = do { local $/; <$out> } // '';
    close($out) or die "failed: @command\n";
    chomp $text;
    return $text;
}

sub stratavore { return output_of($ENV{BENCH_STRATAVORE}, @_) }

sub on_path {
    my ($program) = @_;
    for (split /:/, $ENV{PATH}) { return "$_/$program" if -x "$_/$program" }
    return;
}

# Starts the shell script once under each holder; probes with the text until the answer comes.
sub attach_all {
    my ($script, $probe, $answer) = @_;
    my @all = (direct($script), through_stratavore($script));
    for my $other ([dtach => \&through_dtach], [tmux => \&through_tmux]) {
        my $path = on_path($other->[0]);
        if ($path) { push @all, $other->[1]->($path, $script) }
        else       { note("$other->[0] is not installed: its column is left out") }
    }
    for my $holder (@all) {
        my $tries = 0;
        do {
            die "$holder->{name} does not answer\n" if $tries++ > 60;
            $holder->{pty}->type($probe);
        } until $holder->{pty}->await($answer, 0.5);
        $holder->{pty}->drain(0.5);
    }
    return @all;
}

sub direct {
    my ($script) = @_;
    my $pty = Bench::Pty->start('/bin/sh', '-c', $script);
    return { name => 'directly', pty => $pty, stop => sub { $pty->stop } };
}

sub through_stratavore {
    my ($script) = @_;
    my $runner = stratavore(qw(launch bench --new --agent shell --no-attach -- -c), $script);
    my $pty = Bench::Pty->start($ENV{BENCH_STRATAVORE}, 'attach', $runner);
    return {
        name => 'stratavore attach',
        pty  => $pty,
        stop => sub { stratavore('kill', $runner, '--force'); $pty->stop },
    };
}

sub through_dtach {
    my ($dtach, $script) = @_;
    my $socket = "$ENV{HOME}/dtach-" . ++$holders;
    my $file = "$socket.pid";
    output_of($dtach, '-n', $socket, '-E', '-z', '/bin/sh', '-c', "echo \$\$ >$file; $script");
    my $pty = Bench::Pty->start($dtach, '-a', $socket, '-E', '-z', '-r', 'none');
    my $stop = sub {
        $pty->stop;
        open(my $in, '<', $file) or die "$file: $!\n";
        kill 'KILL', int <$in>;
    };
    return { name => 'dtach', pty => $pty, stop => $stop };
}

sub through_tmux {
    my ($tmux, $script) = @_;
    my @server = ($tmux, '-S', "$ENV{HOME}/tmux-" . ++$holders, '-f', '/dev/null');
    output_of(@server, qw(new-session -d -x 80 -y 24), "exec /bin/sh -c '$script'");
    output_of(@server, qw(set -g status off));
    my $pty = Bench::Pty->start(@server, 'attach');
    return { name => 'tmux', pty => $pty, stop => sub { $pty->stop; output_of(@server, 'kill-server') } };
}

1;
