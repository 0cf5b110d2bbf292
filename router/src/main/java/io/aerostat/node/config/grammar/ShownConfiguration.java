package io.aerostat.node.config.grammar;

import io.aerostat.node.config.located.LocatedList;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration as operators see it: the values of the file, with all possible secrets blanked. */
final class ShownConfiguration {
    private static final String BLANK = "(secret)";

    /** Objects whose values are the user's own, and may hold secrets under any key. */
    private static final Set<String> OWN_VALUES = Set.of("extra", "vars");

    private final Set<String> secrets;

    private ShownConfiguration(Set<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Returns the values of a file.
     *
     * @param secrets the paths of its secrets
     */
    static Map<String, @Nullable Object> of(LocatedObject file, Set<String> secrets) {
        return new ShownConfiguration(secrets).members(file, "", false);
    }

    private Map<String, @Nullable Object> members(LocatedObject object, String path, boolean isBlank) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (LocatedObject.Member member : object.members()) {
            shown.put(
                    member.key(),
                    value(
                            member.value(),
                            Paths.member(path, member.key()),
                            isBlank || OWN_VALUES.contains(member.key())));
        }
        return shown;
    }

    private @Nullable Object value(LocatedValue value, String path, boolean isBlank) {
        if (value instanceof LocatedObject object) {
            return members(object, path, isBlank);
        }
        if (value instanceof LocatedList list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                items.add(value(list.items().get(i), Paths.item(path, i), isBlank));
            }
            return items;
        }
        if (isBlank || secrets.contains(path)) {
            return BLANK;
        }
        return value instanceof LocatedText text ? withoutPassword(text.text().orElse("")) : value.plain();
    }

    /** Blanks the user and password of a URL. */
    private static String withoutPassword(String text) {
        return text.replaceAll("://[^/@\\s]+@", "://" + BLANK + "@");
    }
}
