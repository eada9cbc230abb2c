package dev.stratavore.pty.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where this process stands in each hierarchy, as directories that it can reach: by
 * /proc/self/cgroup and the mounts of /proc/self/mountinfo (proc_pid_mountinfo(5)).
 */
final class OwnCgroups {
    private static final String UNIFIED = "";
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    private final Map<String, Path> byController = new HashMap<>();

    /** Reads what the two files say. */
    OwnCgroups(List<String> cgroups, List<String> mounts) {
        Map<String, String> paths = new HashMap<>();
        for (String line : cgroups) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3) {
                for (String controller : parts[1].split(",", -1)) {
                    paths.put(controller, parts[2]);
                }
            }
        }
        for (String line : mounts) {
            int dash = line.indexOf(" - ");
            if (dash > 0) {
                mount(line.substring(0, dash).split(" ", -1), line.substring(dash + 3), paths);
            }
        }
    }

    /** Of this process, as it is now. */
    static OwnCgroups now() throws IOException {
        return new OwnCgroups(
                Files.readAllLines(Path.of("/proc/self/cgroup"), StandardCharsets.ISO_8859_1),
                Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
    }

    private void mount(String[] fields, String filesystem, Map<String, String> paths) {
        String[] type = filesystem.split(" ", 3);
        if (type[0].equals("cgroup2")) {
            place(UNIFIED, fields, paths);
        } else if (type[0].equals("cgroup") && type.length == 3) {
            for (String option : type[2].split(",", -1)) {
                place(option, fields, paths);
            }
        }
    }

    /** A mount may show a part of its hierarchy only. */
    private void place(String controller, String[] fields, Map<String, String> paths) {
        String path = paths.get(controller);
        if (path == null || fields.length <= MOUNT_POINT) {
            return;
        }
        Path root = Path.of(fields[ROOT]);
        Path own = Path.of(path);
        Path point = Path.of(fields[MOUNT_POINT].replace("\\040", " "));
        if (own.startsWith(root)) {
            byController.put(controller, point.resolve(root.relativize(own)));
        }
    }

    /** In the unified hierarchy, or null. */
    @Nullable Path unified() {
        return byController.get(UNIFIED);
    }

    /** In the version 1 hierarchy of a controller, or null. */
    @Nullable Path of(String controller) {
        return byController.get(controller);
    }
}
