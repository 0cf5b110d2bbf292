package io.aerostat.node.command.file;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.BaseScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads and writes YAML as Crossbar.io does: {@code yes}, {@code no}, {@code on} and {@code off} are booleans. */
final class YamlText {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int MOST_ALIASES = 100;

    private YamlText() {}

    /** Reads a text with exactly one YAML document, as maps, lists and scalars. */
    static @Nullable Object read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new Booleans())
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LARGEST)
                .build();
        try {
            return new Load(settings).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                    .orElse("");
            throw new IllegalArgumentException(where + "not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("not YAML: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    static String write(@Nullable Object value) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new Booleans())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(value);
    }

    /** Adds the booleans of YAML 1.1, which Python's library reads; texts that look like them are quoted. */
    private static final class Booleans extends CoreSchema {
        private static final Pattern WORDS = Pattern.compile("(?:[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)");
        private static final Set<String> TRUE = Set.of("true", "yes", "on");

        @Override
        public ScalarResolver getScalarResolver() {
            ScalarResolver resolver = super.getScalarResolver();
            if (resolver instanceof BaseScalarResolver words) {
                words.addImplicitResolver(Tag.BOOL, WORDS, "yYnNoO");
            }
            return resolver;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            Map<Tag, ConstructNode> constructors = new HashMap<>(super.getSchemaTagConstructors());
            constructors.put(
                    Tag.BOOL,
                    node -> TRUE.contains(((ScalarNode) node).getValue().toLowerCase(Locale.ROOT)));
            return constructors;
        }
    }
}
