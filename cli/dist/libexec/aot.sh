# The AOT cache of a program: loaded classes, which halve its start-up time. Sourced, with $home and
# $java_home set. A JVM takes a cache of other jars without a word and runs the OLD classes, so a
# cache counts only with the key it was made for: size, inode and change time of every jar and of
# the JDK, and the flags.

# aot_find PROGRAM FLAGS: sets aot to the cache's path, or to nothing; sets aot_key.
aot_find() {
  aot=
  aot_key=$(stat -Lc '%s.%i.%Z' "$home/jars/$1"/*.jar "$java_home/lib/modules" 2>/dev/null) || return 0
  aot_lines=$aot_key
  aot_key=
  IFS_saved=$IFS
  IFS='
'
  for aot_line in $aot_lines; do aot_key=$aot_key$aot_line,; done
  IFS=$IFS_saved
  aot_key="$aot_key $java_home $2"
  [ -r "$home/aot/$1.key" ] || return 0
  { read -r aot_known && read -r aot_file; } <"$home/aot/$1.key" || return 0
  if [ "$aot_known" = "$aot_key" ] && [ -r "$home/aot/$aot_file" ]; then
    aot=$home/aot/$aot_file
  fi
}

# aot_make PROGRAM: makes the cache in the background, where that is possible.
aot_make() {
  [ -w "$home/aot" ] || return 0
  setsid sh "$home/libexec/make-aot.sh" "$home" "$java_home" "$1" </dev/null >/dev/null 2>&1 3>&- 4>&- &
}
