package dev.stratavore.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns one YAML document (1.2, core schema) into a layer. The walk follows the schema, so its
 * depth is bounded whatever the document's aliases say. Messages quote no text of the file, since
 * any of it may be a secret in the wrong place.
 */
final class YamlReader {
    private final Path file;
    private final Findings findings;
    private final Layer layer = new Layer();

    private YamlReader(Path file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    static Layer read(Path file, String text, Findings findings) {
        YamlReader reader = new YamlReader(file, findings);
        Optional<Node> root = reader.compose(text);
        if (root.isPresent() && !isNull(root.get())) {
            reader.section("", root.get(), lineOf(root.get()));
        }
        return reader.layer;
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder().setSchema(new PlainSchema()).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(YamlReader::lineOf).orElse(0);
            findings.error(new Origin.FileLine(file, line), "", malformed(e.getProblem()));
        } catch (YamlEngineException e) {
            findings.error(at(0), "", "not a YAML document: a character that YAML does not allow");
        } catch (StackOverflowError e) {
            findings.error(at(0), "", "not a YAML document: nested too deeply");
        }
        return Optional.empty();
    }

    /** The parser's words, save those that would repeat what stands in the file. */
    private static String malformed(@Nullable String problem) {
        if (problem == null) {
            return "not a YAML document";
        }
        boolean quotes = problem.startsWith("found undefined") || problem.contains("duplicate");
        return quotes
                ? "not a YAML document: put quotes around a text that begins with * & or !"
                : "not a YAML document: " + problem;
    }

    private void section(String path, Node node, int line) {
        if (!(node instanceof MappingNode mapping)) {
            String place = path.isEmpty() ? "the document" : "this";
            findings.error(at(line), path, place + " must be a section with keys in it");
            return;
        }
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                findings.error(at(keyLine), path, "a key must be a word");
                continue;
            }
            String name = scalar.getValue();
            String full = path.isEmpty() ? name : path + "." + name;
            Integer before = lines.put(name, keyLine);
            if (before != null) {
                findings.error(
                        at(keyLine), printable(full), "stands twice, first in line " + before);
            } else {
                member(full, name, tuple.getValueNode(), keyLine);
            }
        }
    }

    private void member(String path, String name, Node value, int line) {
        Key<?> key = name.indexOf('.') < 0 ? Schema.find(path) : null;
        if (key != null) {
            leaf(key, value, line);
        } else if (name.indexOf('.') < 0 && Schema.isSection(path)) {
            if (!isNull(value)) {
                section(path, value, line);
            }
        } else {
            String problem =
                    name.indexOf('.') < 0 ? UnknownKey.problem(path) : UnknownKey.dotted(path);
            findings.error(at(line), printable(path), problem);
        }
    }

    private void leaf(Key<?> key, Node value, int line) {
        String problem = null;
        if (value instanceof ScalarNode scalar && isPlainTag(scalar)) {
            if (isNull(scalar)) {
                problem = "has no value; write \"\" for an empty text";
            } else {
                layer.put(key, new Raw(scalar.getValue(), at(line), true));
            }
        } else if (value instanceof SequenceNode list && key.type().takesList()) {
            String items = joined(list);
            if (items == null) {
                problem = "expected " + key.type().describe();
            } else {
                layer.put(key, new Raw(items, at(line), true));
            }
        } else {
            problem = "expected " + key.type().describe() + ", found " + kind(value);
        }
        if (problem != null) {
            findings.error(at(line), key, problem);
        }
    }

    private static @Nullable String joined(SequenceNode list) {
        StringBuilder items = new StringBuilder();
        for (Node node : list.getValue()) {
            if (!(node instanceof ScalarNode scalar) || isNull(scalar) || !isPlainTag(scalar)) {
                return null;
            }
            items.append(items.isEmpty() ? "" : ",").append(scalar.getValue());
        }
        return items.toString();
    }

    private static String kind(Node value) {
        return switch (value.getNodeType()) {
            case SEQUENCE -> "a list";
            case MAPPING -> "a section";
            default -> "a text with a tag";
        };
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static boolean isPlainTag(ScalarNode node) {
        return List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL).contains(node.getTag());
    }

    private Origin at(int line) {
        return new Origin.FileLine(file, line);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(YamlReader::lineOf).orElse(0);
    }

    private static int lineOf(Mark mark) {
        return mark.getLine() + 1;
    }

    private static String printable(String path) {
        return UnknownKey.printable(path);
    }
}
