package io.aerostat.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The options of a command line: {@code --name value}. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> unused = new TreeSet<>();

    Arguments(String[] arguments, int from) {
        for (int i = from; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("found " + arguments[i] + " (expected --name value)");
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
        unused.addAll(values.keySet());
    }

    String text(String name, String fallback) {
        unused.remove(name);
        return values.getOrDefault(name, fallback);
    }

    int integer(String name, int fallback) {
        return (int) decimal(name, fallback);
    }

    double decimal(String name, double fallback) {
        String text = text(name, "");
        try {
            return text.isEmpty() ? fallback : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + ": found " + text + " (expected a number)", e);
        }
    }

    /** Called when all known options have been read. Fails if the command line has further options. */
    void end() {
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("found unknown options " + unused);
        }
    }
}
