# Whether what the programs are made of has changed. Sourced with $root set; starts one process.

# newer_source FILE: prints the first source that is newer than FILE, or a directory in which one was
# added, renamed or removed since.
newer_source() {
  find "$root/pom.xml" "$root/sql/pom.xml" "$root/sql/src/main" \
    "$root/cluster-config/pom.xml" "$root/cluster-config/src/main" \
    "$root/pty-agent/pom.xml" "$root/pty-agent/src/main" \
    "$root/core-verticles"/pom.xml "$root/core-verticles"/*/pom.xml "$root/core-verticles"/*/src/main \
    "$root/runner-supervisor/pom.xml" "$root/runner-supervisor/src/main" \
    "$root/cli/pom.xml" "$root/cli"/*/pom.xml "$root/cli"/*/src/main "$root/cli/dist" \
    -newer "$1" -print -quit 2>/dev/null
}
