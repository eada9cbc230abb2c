# The command line. Sourced with $home set; takes the shell's own arguments.
. "$home/libexec/jdk.sh"
. "$home/libexec/aot.sh"
. "$home/libexec/options.sh"
find_jdk || exit 78
program_options stratavore
aot_find stratavore "$options"
[ -n "$aot" ] || aot_make stratavore

tty=0
[ -t 0 ] && tty=1
if [ -t 1 ]; then tty=${tty}1; else tty=${tty}0; fi
if [ -t 2 ]; then tty=${tty}1; else tty=${tty}0; fi
size=
case $tty in
  ?1?) size=$(stty size <&1 2>/dev/null) || size= ;;
  1??) size=$(stty size 2>/dev/null) || size= ;;
esac

# A JVM answers ctrl-\ with a print of its threads. A command that never has the terminal in raw mode leaves
# all such keys to the kernel, which ends it as any other program. One that may attach needs the JVM's hands on
# signals: there the print goes nowhere, and this shell, which hears the key as well, ends it.
start_plain() {
  signals=-Xrs
  start_java "$@"
}

signals='-XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput'
start_java() {
  exec "$java_home/bin/java" $signals $options $log_options ${aot:+"-XX:AOTCache=$aot"} \
    -Dstratavore.home="$home" -Dstratavore.tty="$tty" -Dstratavore.size="$size" \
    -cp "$class_path" "$main" "$@"
}

case ${1-} in
  '' | -h | --help | -V | --version | help | status | runners | ps | rm | projects | ls | new | kill | stop | \
    restart | resume | pause | unpause | wait | logs | screen | detach | resources | quotas | reconcile | worktrees | \
    agents | daemon | config | version | completion)
    start_plain "$@"
    ;;
esac
[ -t 0 ] || start_plain "$@"

# From here on the terminal may be put into raw mode. Java runs as a child, and a guard hears through
# a pipe how to bring the terminal back: it acts when the pipe ends without the word done, whoever of
# java and this shell was killed.
child=
caught=
forward() {
  caught=$1
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
}
trap 'forward 1' HUP
trap 'forward 2' INT
trap 'forward 3' QUIT
trap 'forward 15' TERM
exec 3<&0
saved=$(stty -g 2>/dev/null) || saved=
guard=
# In a directory that only its owner can write to, where there is one.
pipe=${XDG_RUNTIME_DIR:-}
[ -n "$pipe" ] || pipe=${XDG_STATE_HOME:-$HOME/.local/state}/stratavore
[ -d "$pipe" ] && [ -w "$pipe" ] || pipe=${TMPDIR:-/tmp}
pipe=$pipe/stratavore-guard-$$
if [ -n "$saved" ] && mkfifo -m 600 "$pipe" 2>/dev/null; then
  (
    trap '' HUP INT QUIT TERM TSTP TTIN TTOU
    exec <"$pipe"
    told=
    while IFS= read -r line; do
      told=yes
      undo=$line
    done
    if [ -n "$told" ] && [ "$undo" != done ]; then
      { printf '%s' "$undo" >/dev/tty; } 2>/dev/null || :
      stty "$saved" <&3 2>/dev/null || :
    fi
  ) >/dev/null 2>&1 &
  guard=$!
  exec 4>"$pipe"
  rm -f "$pipe"
  options="$options -Dstratavore.guard=4"
fi

options="$options -Dstratavore.launcher=$$"
# When this shell is killed, java is in the background of a terminal that it still has to restore.
(trap '' TTOU; start_java "$@") <&3 3<&- &
child=$!
exec 4>&-
[ -z "$caught" ] || kill -TERM "$child" 2>/dev/null
while :; do
  wait "$child" 2>/dev/null
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
[ -z "$guard" ] || wait "$guard" 2>/dev/null
if [ -n "$caught" ] && [ "$code" -eq 143 ]; then code=$((128 + caught)); fi
exit "$code"
