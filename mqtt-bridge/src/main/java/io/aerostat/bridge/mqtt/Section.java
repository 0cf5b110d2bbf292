package io.aerostat.bridge.mqtt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary in the {@code extra} of the component. Each method reads one key, and throws an
 * {@link IllegalArgumentException} that names the place, what was found there and what was expected.
 */
final class Section {
    private final String path;
    private final Map<?, ?> values;
    private final Set<String> known = new HashSet<>();

    Section(String path, Map<?, ?> values) {
        this.path = path;
        this.values = values;
    }

    private @Nullable Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    IllegalArgumentException wrong(String key, @Nullable Object found, String expected) {
        String what = found == null
                ? "nothing"
                : found instanceof String text
                        ? "\"" + text + "\""
                        : found instanceof Number || found instanceof Boolean ? found.toString() : kind(found);
        return new IllegalArgumentException(at(key) + ": found " + what + " (expected " + expected + ")");
    }

    private static String kind(Object value) {
        return value instanceof List<?> ? "a list" : "a dictionary";
    }

    Optional<String> optionalText(String key) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        throw wrong(key, value, "a text");
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong(key, null, "a text"));
    }

    /** Returns a text that must not be shown. */
    Optional<String> secret(String key) {
        Object value = value(key);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw new IllegalArgumentException(at(key) + ": found another value (expected a text)");
    }

    int number(String key, int otherwise, int least, int most) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= least
                && number.intValue() <= most) {
            return number.intValue();
        }
        throw wrong(key, value, "an integer from " + least + " to " + most);
    }

    boolean flag(String key) {
        Object value = value(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(key, value, "true or false");
    }

    <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> word(each).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        key,
                        value,
                        String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Section::word)
                                        .toList())));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object each : list(key)) {
            if (!(each instanceof String text)) {
                throw wrong(key + "[" + texts.size() + "]", each, "a text");
            }
            texts.add(text);
        }
        return texts;
    }

    Optional<Section> optionalSection(String key) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new Section(at(key), map));
        }
        throw wrong(key, value, "a dictionary");
    }

    Section section(String key) {
        return optionalSection(key).orElseThrow(() -> wrong(key, null, "a dictionary"));
    }

    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Object each : list(key)) {
            String place = key + "[" + sections.size() + "]";
            if (!(each instanceof Map<?, ?> map)) {
                throw wrong(place, each, "a dictionary");
            }
            sections.add(new Section(at(place), map));
        }
        return sections;
    }

    private List<?> list(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(key, value, "a list");
    }

    /** Checks that all keys of the dictionary have been read. */
    void end() {
        for (Object key : values.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(at(String.valueOf(key)) + ": found an unknown key (expected one of "
                        + String.join(", ", known.stream().sorted().toList()) + ")");
            }
        }
    }
}
