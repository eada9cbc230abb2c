#!/bin/sh
# Makes the AOT cache of a program: make-aot.sh HOME JAVA_HOME PROGRAM. Built aside and renamed; of
# several at once one works and the others leave it to it.
set -eu
home=$1
java_home=$2
program=$3
. "$home/libexec/aot.sh"
. "$home/libexec/options.sh"
exec 9>"$home/aot/$program.lock"
flock -n 9 || exit 0
program_options "$program"
aot_find "$program" "$options"
[ -z "$aot" ] || exit 0
[ -n "$training" ] || exit 0

work=$(mktemp -d "$home/aot/.$program.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2086 # options are words
"$java_home/bin/java" $options $log_options -XX:AOTCacheOutput="$work/cache" \
  -Dstratavore.home="$home" -cp "$class_path" $training "$work" 9>&-
[ -s "$work/cache" ]
file=$program-$$.aot
mv "$work/cache" "$home/aot/$file"
printf '%s\n%s\n' "$aot_key" "$file" >"$work/key"
mv "$work/key" "$home/aot/$program.key"
# The cache before this one may just be opened by another command; older ones are nobody's.
find "$home/aot" -name "$program-*.aot" ! -name "$file" -mmin +5 -exec rm -f {} +
