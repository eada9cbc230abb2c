# What each program's JVM gets. Sourced; program_options PROGRAM sets options, main, training and
# class_path. Options hold no blank inside a word.

# The JVM's own messages belong neither into output nor into tables, and a cache that it cannot use is
# no concern of a person who runs a command.
log_options='-Xlog:disable -Xlog:all=error:stderr -Xlog:aot*=off:stderr'

program_options() {
  class_path=
  while read -r jar; do class_path=$class_path${class_path:+:}$home/jars/$1/$jar; done <"$home/jars/$1/class-path"
  options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData --enable-native-access=ALL-UNNAMED'
  training=
  case $1 in
    stratavore)
      options="$options -Xms8m -Xmx128m -Xss512k"
      main=dev.stratavore.cli.Main
      training=dev.stratavore.cli.train.Training
      ;;
    stratavored)
      options="$options -Xms32m -Xmx256m --sun-misc-unsafe-memory-access=allow -Dvertx.disableFileCPResolving=true"
      main=dev.stratavore.supervisor.Stratavored
      ;;
    stratavore-agent)
      options="$options -Xms4m -Xmx256m -Xss256k -XX:ReservedCodeCacheSize=16m -XX:CICompilerCount=1"
      main=dev.stratavore.pty.host.StratavoreAgent
      ;;
  esac
}
