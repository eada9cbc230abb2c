package dev.stratavore.supervisor.agents;

import dev.stratavore.config.ProjectFile;
import dev.stratavore.core.port.ProjectFiles;
import dev.stratavore.core.quota.QuotaName;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;

/** Reads {@code .stratavore.yaml}. Stateless. */
public final class YamlProjectFiles implements ProjectFiles {
    @Override
    public Read read(String directory) {
        return switch (ProjectFile.in(Path.of(directory))) {
            case ProjectFile.Read.Absent _ -> Read.NOTHING;
            case ProjectFile.Read.Malformed(var error) -> new Read.Malformed(error.message());
            case ProjectFile.Read.Found found -> limits(found);
        };
    }

    private static Read limits(ProjectFile.Read.Found found) {
        var limits = new EnumMap<QuotaName, Long>(QuotaName.class);
        found.quotas()
                .forEach((word, value) -> limits.put(QuotaName.ofWord(word).orElseThrow(), value));
        var file = found.file().toString();
        List<String> remarks =
                found.ignored().isEmpty()
                        ? List.of()
                        : List.of(file + ": not applied: " + String.join(", ", found.ignored()));
        return new Read.Limits(file, limits, remarks);
    }
}
