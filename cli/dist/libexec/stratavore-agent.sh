# The pty host. Sourced with $home set; takes the shell's own arguments.
. "$home/libexec/jdk.sh"
. "$home/libexec/aot.sh"
. "$home/libexec/options.sh"
find_jdk || exit 78
program_options stratavore-agent
exec "$java_home/bin/java" $options $log_options \
  -Dstratavore.home="$home" -cp "$class_path" "$main" "$@"
