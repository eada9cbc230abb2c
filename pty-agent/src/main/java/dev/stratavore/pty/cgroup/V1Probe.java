package dev.stratavore.pty.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries whether version 1 control groups can be made with all controllers. */
final class V1Probe {
    private V1Probe() {}

    static @Nullable Layout layout(OwnCgroups own, String name) {
        Map<String, Path> bases = new HashMap<>();
        for (String controller : V1Layout.CONTROLLERS) {
            Path directory = own.of(controller);
            if (directory == null || !Filesystems.isV1(directory)) {
                return null;
            }
            bases.put(controller, directory.resolve(name));
        }
        var layout = new V1Layout(bases);
        try {
            for (Path directory : layout.directories("")) {
                Files.createDirectories(directory);
            }
            layout.makeParent("");
            return layout;
        } catch (IOException notAllowed) {
            return null;
        }
    }
}
