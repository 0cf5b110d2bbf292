package io.aerostat.node.config.located;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.BaseScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The types of YAML 1.2, and the booleans of YAML 1.1, which Crossbar.io's library reads. */
public final class YamlBooleans extends CoreSchema {
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
        constructors.put(Tag.BOOL, node -> isTrue(((ScalarNode) node).getValue()));
        return constructors;
    }

    static boolean isTrue(String word) {
        return TRUE.contains(word.toLowerCase(Locale.ROOT));
    }
}
