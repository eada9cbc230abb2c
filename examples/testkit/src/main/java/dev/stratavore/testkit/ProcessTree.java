package dev.stratavore.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * The machine's processes as {@code /proc} tells them: who carries a marker in the environment, who
 * is whose child. A process that ends meanwhile is simply absent, and a zombie counts as ended.
 */
public final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    private static final Duration SIGNALLING = Duration.ofSeconds(10);

    private ProcessTree() {}

    /** The living processes that were started with {@code NAME=VALUE} in their environment. */
    public static SortedSet<Long> withMarker(String name, String value) {
        String marker = name + "=" + value;
        return select(pid -> environment(pid).contains(marker));
    }

    /** The living processes whose parent is this one. */
    public static SortedSet<Long> children(long parent) {
        return select(pid -> stat(pid).filter(stat -> stat.parent() == parent).isPresent());
    }

    /**
     * The living processes of this session, in its terms: those that {@code setsid} has not taken
     * out.
     */
    public static SortedSet<Long> session(long leader) {
        return select(pid -> stat(pid).filter(stat -> stat.session() == leader).isPresent());
    }

    /** True while the process lives, also when stopped, and false once it is a zombie. */
    public static boolean alive(long pid) {
        return stat(pid).filter(stat -> !stat.ended()).isPresent();
    }

    /** What {@code /proc/PID/stat} says, a zombie's too, if there is such a process. */
    public static Optional<ProcessStat> stat(long pid) {
        return read(pid, "stat").map(bytes -> ProcessStat.parse(text(bytes)));
    }

    /** The arguments of the process, its program first; empty for a zombie or one that is gone. */
    public static List<String> commandLine(long pid) {
        return read(pid, "cmdline").map(ProcessTree::words).orElse(List.of());
    }

    /** The environment it was started with, as {@code NAME=VALUE}. */
    public static List<String> environment(long pid) {
        return read(pid, "environ").map(ProcessTree::words).orElse(List.of());
    }

    /** The numbers of its open descriptors; empty for a zombie or one that is gone. */
    public static SortedSet<Integer> descriptors(long pid) {
        SortedSet<Integer> open = new TreeSet<>();
        for (Path entry : list(PROC.resolve(pid + "/fd"))) {
            open.add(Integer.valueOf(name(entry)));
        }
        return open;
    }

    /**
     * Sends the signal, named without {@code SIG}; a negative number means a process group. No
     * error if there is no such process.
     */
    public static void signal(long pid, String signal) {
        Shells.in(Path.of("/"))
                .sh(
                        SIGNALLING,
                        "kill -s \"$1\" -- \"$2\" 2>/dev/null || :",
                        signal,
                        Long.toString(pid))
                .expectSuccess();
    }

    /**
     * Kills by SIGKILL whoever carries the marker, until nobody does.
     *
     * @throws AssertionError when some are left at the deadline
     */
    public static void killMarked(String name, String value, Duration within) {
        Await.until(
                "nobody left with " + name + "=" + value,
                within,
                () -> killAll(withMarker(name, value)));
    }

    /** Kills a process and all its descendants by SIGKILL, and waits for none of them. */
    static void killTree(ProcessHandle root) {
        List<ProcessHandle> all = new ArrayList<>(root.descendants().toList());
        all.add(root);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean killAll(Collection<Long> pids) {
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        return pids.isEmpty();
    }

    private static SortedSet<Long> select(LongPredicate wanted) {
        SortedSet<Long> found = new TreeSet<>();
        for (Path entry : list(PROC)) {
            String name = name(entry);
            if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                long pid = Long.parseLong(name);
                if (wanted.test(pid) && alive(pid)) {
                    found.add(pid);
                }
            }
        }
        return found;
    }

    private static List<Path> list(Path directory) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException gone) {
            return List.of();
        }
        return entries;
    }

    private static String name(Path entry) {
        return entry.getName(entry.getNameCount() - 1).toString();
    }

    /** Empty when the process is gone; {@code /proc} answers ENOENT or ESRCH then. */
    private static Optional<byte[]> read(long pid, String file) {
        try {
            return Optional.of(Files.readAllBytes(PROC.resolve(pid + "/" + file)));
        } catch (IOException gone) {
            if (Files.isReadable(PROC.resolve("self/" + file))) {
                return Optional.empty();
            }
            throw new UncheckedIOException(gone);
        }
    }

    private static List<String> words(byte[] nulTerminated) {
        if (nulTerminated.length == 0) {
            return List.of();
        }
        String text = text(nulTerminated);
        return List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
