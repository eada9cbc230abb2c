package dev.stratavore.config;

import dev.stratavore.config.ProjectFile.Read;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Takes one document of a project's file apart; two levels deep, whatever it nests. */
final class ProjectFileReader {
    private static final ScalarTypes.WholeNumber NUMBER =
            new ScalarTypes.WholeNumber(0, Integer.MAX_VALUE);

    private final Path file;
    private final Map<String, Long> quotas = new HashMap<>();
    private final List<String> ignored = new ArrayList<>();
    private @Nullable ConfigError first;

    ProjectFileReader(Path file) {
        this.file = file;
    }

    Read read(String text) {
        compose(text).ifPresent(this::document);
        return first == null ? new Read.Found(file, quotas, ignored) : new Read.Malformed(first);
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            error(
                    e.getProblemMark().map(ProjectFileReader::lineOf).orElse(0),
                    "",
                    "not a YAML document");
        } catch (YamlEngineException | StackOverflowError e) {
            error(0, "", "not a YAML document");
        }
        return Optional.empty();
    }

    private void document(Node root) {
        for (NodeTuple section : members("", root)) {
            String name = word(section.getKeyNode());
            List<String> keys = ProjectFile.KEYS.get(name);
            if (keys == null) {
                unknown(section, name);
                continue;
            }
            for (NodeTuple member : members(name, section.getValueNode())) {
                String key = word(member.getKeyNode());
                if (keys.contains(key)) {
                    value(name, key, member.getValueNode());
                } else {
                    unknown(member, name + "." + key);
                }
            }
        }
    }

    private void value(String section, String key, Node value) {
        String path = section + "." + key;
        if (!section.equals("quotas") || !ProjectFile.APPLIED.contains(key)) {
            ignored.add(path);
            return;
        }
        String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        String problem = NUMBER.problem(text);
        if (problem == null) {
            quotas.put(key, (long) NUMBER.value(text));
        } else {
            error(lineOf(value), path, problem);
        }
    }

    private List<NodeTuple> members(String path, Node node) {
        if (node.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            error(lineOf(node), path, "must be a section with keys in it");
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = word(tuple.getKeyNode());
            if (!seen.add(name)) {
                error(lineOf(tuple.getKeyNode()), UnknownKey.printable(name), "stands twice");
            }
        }
        return mapping.getValue();
    }

    private void unknown(NodeTuple member, String path) {
        error(lineOf(member.getKeyNode()), UnknownKey.printable(path), "unknown key");
    }

    private static String word(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private void error(int line, String key, String problem) {
        if (first == null) {
            first = new ConfigError(new Origin.FileLine(file, line), key, problem);
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(ProjectFileReader::lineOf).orElse(0);
    }

    private static int lineOf(Mark mark) {
        return mark.getLine() + 1;
    }
}
