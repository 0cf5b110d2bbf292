package io.aerostat.node.config.grammar;

import io.aerostat.node.config.located.LocatedBoolean;
import io.aerostat.node.config.located.LocatedList;
import io.aerostat.node.config.located.LocatedNull;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A configuration as operators see it: the values of the file, with all possible secrets blanked. */
final class ShownConfiguration {
    private static final String BLANK = "(secret)";

    /** Keys whose values are the user's own, and may hold secrets at any place. */
    private static final Set<String> OWN_VALUES = Set.of("extra", "vars", "config", "arguments");

    /**
     * A key whose value may hold secrets only below {@link #STDIN}; elsewhere, the value is a document that every
     * client may read.
     */
    private static final String VALUE = "value";

    private static final String STDIN = "stdin";

    /** The user and password of a URL. */
    private static final Pattern USER = Pattern.compile("://[^/?\\s]*@");

    /** The query of a URL, which may hold a token. */
    private static final Pattern QUERY = Pattern.compile("(://[^?\\s]*\\?)\\S+");

    /** An option of the JVM whose value belongs to a program, and may hold a secret. */
    private static final Pattern JVM_OPTION = Pattern.compile("(-D|-javaagent:|-agentlib:|-agentpath:)([^=]*=).*");

    private final Set<String> secrets;

    private ShownConfiguration(Set<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Returns the values of a file.
     *
     * @param secrets the paths of values that are secrets or may contain secrets
     */
    static Map<String, @Nullable Object> of(LocatedObject file, Set<String> secrets) {
        return new ShownConfiguration(secrets).members(file, "", "", false);
    }

    private Map<String, @Nullable Object> members(LocatedObject object, String key, String path, boolean isBlank) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (LocatedObject.Member member : object.members()) {
            shown.put(
                    member.key(),
                    value(
                            member.value(),
                            member.key(),
                            Paths.member(path, member.key()),
                            isBlank || isOwn(key, member.key())));
        }
        return shown;
    }

    private static boolean isOwn(String above, String key) {
        return OWN_VALUES.contains(key) || (key.equals(VALUE) && above.equals(STDIN));
    }

    private @Nullable Object value(LocatedValue value, String key, String path, boolean isBelowBlank) {
        boolean isBlank = isBelowBlank || secrets.contains(path);
        if (value instanceof LocatedObject object) {
            return members(object, key, path, isBlank);
        }
        if (value instanceof LocatedList list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                items.add(value(list.items().get(i), key, Paths.item(path, i), isBlank));
            }
            return items;
        }
        if (isBlank && !(value instanceof LocatedBoolean) && !(value instanceof LocatedNull)) {
            return BLANK;
        }
        return value instanceof LocatedText text ? withoutSecrets(text.text().orElse("")) : value.plain();
    }

    /** Blanks the user, password and query of a URL, and the value of an option of the JVM. */
    private static String withoutSecrets(String text) {
        String url = QUERY.matcher(USER.matcher(text).replaceAll("://" + BLANK + "@"))
                .replaceAll("$1" + BLANK);
        return JVM_OPTION.matcher(url).replaceFirst("$1$2" + BLANK);
    }
}
