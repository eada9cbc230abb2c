package dev.stratavore.pty.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether version 2 control groups can be made. Only a control group without processes passes
 * controllers on: where the host's own was delegated by the service manager, all that is in it
 * moves into a leaf; else the host alone does, and if it was not alone, it moves back. Where the
 * manager has put the service into a leaf already, the one above is taken.
 */
final class V2Probe {
    private static final String LEAF = "host";
    private static final String PROCESSES = "cgroup.procs";

    private V2Probe() {}

    static @Nullable Layout layout(OwnCgroups own, String name) {
        Path here = own.unified();
        if (here == null || !Filesystems.isV2(here)) {
            return null;
        }
        Path above = here.getParent();
        if (above != null && Filesystems.isV2(above) && isEmpty(above) && offersAll(above)) {
            Layout layout = below(above, name);
            if (layout != null) {
                return layout;
            }
        }
        return offersAll(here) && makeLeaf(here) ? below(here, name) : null;
    }

    private static boolean offersAll(Path directory) {
        try {
            String offered = ControlFiles.read(directory.resolve("cgroup.controllers"));
            return Arrays.asList(offered.split(" ", -1)).containsAll(V2Layout.CONTROLLERS);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isEmpty(Path directory) {
        try {
            return ControlFiles.read(directory.resolve(PROCESSES)).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static @Nullable Layout below(Path parent, String name) {
        try {
            V2Layout.passOn(parent, V2Layout.CONTROLLERS);
            Path base = parent.resolve(name);
            Files.createDirectories(base);
            V2Layout.passOn(base, V2Layout.CONTROLLERS);
            return new V2Layout(base, V2Layout.CONTROLLERS);
        } catch (IOException notAllowed) {
            return null;
        }
    }

    private static boolean makeLeaf(Path here) {
        Path leaf = here.resolve(LEAF);
        try {
            Files.createDirectories(leaf);
        } catch (IOException notAllowed) {
            return false;
        }
        try {
            for (String pid : movable(here)) {
                ControlFiles.write(leaf.resolve(PROCESSES), pid);
            }
            V2Layout.passOn(here, V2Layout.CONTROLLERS);
            return true;
        } catch (IOException notAlone) {
            moveBack(here, leaf);
            return false;
        }
    }

    private static List<String> movable(Path here) throws IOException {
        return Filesystems.isDelegated(here)
                ? ControlFiles.read(here.resolve(PROCESSES)).lines().toList()
                : List.of(Long.toString(ProcessHandle.current().pid()));
    }

    private static void moveBack(Path here, Path leaf) {
        try {
            for (String pid : ControlFiles.read(leaf.resolve(PROCESSES)).lines().toList()) {
                ControlFiles.write(here.resolve(PROCESSES), pid);
            }
            Files.deleteIfExists(leaf);
        } catch (IOException stays) {
            // In a leaf of its own the process is as well off.
            return;
        }
    }
}
