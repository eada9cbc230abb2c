package dev.stratavore.core.port;

import dev.stratavore.core.quota.QuotaName;
import java.util.List;
import java.util.Map;

/** What the file in a project's directory asks for. Blocks: call on a worker. */
@FunctionalInterface
public interface ProjectFiles {
    /** No project has a file. */
    ProjectFiles NONE = _ -> Read.NOTHING;

    /** What was found in a directory. */
    sealed interface Read {
        /** No file, or an empty one. */
        Limits NOTHING = new Limits("", Map.of(), List.of());

        /**
         * Limits that the file wishes, higher or lower than those that hold.
         *
         * @param file its path
         * @param remarks what of the file has no effect, one line each
         */
        record Limits(String file, Map<QuotaName, Long> limits, List<String> remarks)
                implements Read {
            public Limits {
                limits = Map.copyOf(limits);
                remarks = List.copyOf(remarks);
            }
        }

        /** The file cannot be understood; one line with file, line and key. */
        record Malformed(String problem) implements Read {}
    }

    /** Reads the file of a directory, if there is one. */
    Read read(String directory);
}
