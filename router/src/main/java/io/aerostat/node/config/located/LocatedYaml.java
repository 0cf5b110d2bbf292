package io.aerostat.node.config.located;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Parses a YAML document into located values. Follows aliases and the merge key {@code <<}, both up to a bound, because
 * a short text with nested aliases can expand to a huge document.
 */
public final class LocatedYaml {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int MOST_ALIASES = 1_000;
    private static final int MOST_VALUES = 1_000_000;
    private static final int DEEPEST = 500;
    private static final String MERGE = "<<";

    private final Problems problems;
    private final Map<Tag, ConstructNode> scalars = new YamlBooleans().getSchemaTagConstructors();
    /** The collections that contain the node that is being read. */
    private final Set<Node> open = new HashSet<>();

    private int values;

    private LocatedYaml(Problems problems) {
        this.problems = problems;
    }

    /**
     * Parses the whole text. If the text is not exactly one YAML document, reports a problem and returns an empty
     * result.
     */
    public static Optional<LocatedValue> parse(String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new YamlBooleans())
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LARGEST)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            // The library's class Compose does the same, but its package is not exported to other modules.
            Optional<Node> root =
                    new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
            if (root.isEmpty()) {
                problems.add(Location.START, "", "the file is empty (expected a YAML object)");
            }
            LocatedYaml yaml = new LocatedYaml(problems);
            return root.map(node -> yaml.value(node, ""));
        } catch (MarkedYamlEngineException broken) {
            Location at = broken.getProblemMark().map(LocatedYaml::location).orElse(Location.START);
            problems.add(at, "", "not YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            String reason =
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
            problems.add(Location.START, "", "not YAML: " + reason);
        } catch (StackOverflowError deep) {
            // The library has no limit of its own for nested collections.
            problems.add(Location.START, "", "found more than " + DEEPEST + " nested collections");
        } catch (TooMuch refused) {
            problems.add(refused.at, "", String.valueOf(refused.getMessage()));
        }
        return Optional.empty();
    }

    private LocatedValue value(Node node, String path) {
        Location at = at(node);
        if (++values > MOST_VALUES) {
            throw new TooMuch(at, "found more than " + MOST_VALUES + " values, counting each use of an alias");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, at);
        }
        if (!open.add(node)) {
            throw new TooMuch(at, "found an alias of a collection that contains the alias (expected no cycle)");
        }
        if (open.size() > DEEPEST) {
            throw new TooMuch(at, "found more than " + DEEPEST + " nested collections");
        }
        LocatedValue value =
                node instanceof MappingNode mapping ? object(mapping, at, path) : list((SequenceNode) node, at, path);
        open.remove(node);
        return value;
    }

    private LocatedValue list(SequenceNode sequence, Location at, String path) {
        List<LocatedValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(value(item, Paths.item(path, items.size())));
        }
        return new LocatedList(at, items);
    }

    private LocatedValue object(MappingNode mapping, Location at, String path) {
        Map<String, LocatedObject.Member> members = new LinkedHashMap<>();
        Map<String, LocatedObject.Member> merged = new LinkedHashMap<>();
        Map<String, Location> keys = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Location keyAt = at(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode word)) {
                problems.add(keyAt, path, "found a collection as key (expected a word)");
                continue;
            }
            String key = word.getValue();
            if (key.equals(MERGE)) {
                merge(tuple.getValueNode(), path, merged);
                continue;
            }
            String memberPath = Paths.member(path, key);
            LocatedValue value = value(tuple.getValueNode(), memberPath);
            Location first = keys.putIfAbsent(key, keyAt);
            if (first == null) {
                members.put(key, new LocatedObject.Member(key, keyAt, value));
            } else {
                problems.add(keyAt, memberPath, "duplicate key \"" + key + "\" (first at " + first + ")");
            }
        }
        merged.forEach(members::putIfAbsent);
        return new LocatedObject(at, List.copyOf(members.values()));
    }

    /**
     * Adds the members of the objects that a merge key names; of two members with the same key, the first one counts.
     */
    private void merge(Node source, String path, Map<String, LocatedObject.Member> merged) {
        LocatedValue value = value(source, path);
        List<LocatedValue> objects = value instanceof LocatedList list ? list.items() : List.of(value);
        for (LocatedValue object : objects) {
            if (object instanceof LocatedObject mergedObject) {
                mergedObject.members().forEach(member -> merged.putIfAbsent(member.key(), member));
            } else {
                problems.add(object.at(), path, "found " + object.kind() + " to merge (expected an object)");
            }
        }
    }

    private LocatedValue scalar(ScalarNode scalar, Location at) {
        String text = scalar.getValue();
        if (Tag.NULL.equals(scalar.getTag())) {
            return new LocatedNull(at);
        }
        if (Tag.BOOL.equals(scalar.getTag())) {
            return new LocatedBoolean(at, YamlBooleans.isTrue(text));
        }
        if (Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag())) {
            @Nullable ConstructNode constructor = scalars.get(scalar.getTag());
            if (constructor != null && constructor.construct(scalar) instanceof Number number) {
                return new LocatedNumber(at, number);
            }
        }
        return new LocatedText(at, text);
    }

    private static Location at(Node node) {
        return node.getStartMark().map(LocatedYaml::location).orElse(Location.START);
    }

    private static Location location(Mark mark) {
        return new Location(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Thrown when the document is larger than any configuration. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Location at;

        TooMuch(Location at, String message) {
            super(message, null, false, false);
            this.at = at;
        }
    }
}
