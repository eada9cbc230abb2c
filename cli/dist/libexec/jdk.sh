# Finds a JDK 25 without starting a process in the usual case. Sourced; sets java_home.

# Whether a directory is a JDK or a runtime of the wanted version.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r release_key release_value; do
    case $release_key in
      JAVA_VERSION)
        case $release_value in
          '"25"' | '"25.'* | '"25-'* | '"25+'*) java_home=$1; return 0 ;;
        esac
        return 1
        ;;
    esac
  done <"$1/release"
  return 1
}

find_jdk() {
  if [ -n "${STRATAVORE_JAVA_HOME:-}" ]; then
    is_jdk "$STRATAVORE_JAVA_HOME" && return 0
    echo "stratavore: STRATAVORE_JAVA_HOME=$STRATAVORE_JAVA_HOME is no JDK 25" >&2
    return 1
  fi
  if [ -n "${JAVA_HOME:-}" ]; then
    is_jdk "$JAVA_HOME" && return 0
  fi
  jdk_command=$(command -v java) || jdk_command=
  case $jdk_command in
    /*/bin/java) is_jdk "${jdk_command%/bin/java}" && return 0 ;;
  esac
  for jdk_candidate in /usr/lib/jvm/*25* /opt/*25* /opt/java/*25* /usr/local/*25* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/25* "${HOME:-/nonexistent}"/.jdks/*25* \
    /usr/lib/jvm/* /opt/java/*; do
    is_jdk "$jdk_candidate" && return 0
  done
  if [ -h "$jdk_command" ]; then
    jdk_command=$(readlink -f "$jdk_command")
    is_jdk "${jdk_command%/bin/java}" && return 0
  fi
  echo "stratavore: no JDK 25 was found; install one (Temurin has packages) or set STRATAVORE_JAVA_HOME to it" >&2
  return 1
}
