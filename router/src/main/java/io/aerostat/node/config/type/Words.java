package io.aerostat.node.config.type;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Puts lists of words into sentences. */
public final class Words {
    private Words() {}

    /** Returns the words as {@code "tcp" or "unix"}. */
    public static String oneOf(Collection<String> words) {
        List<String> quoted = words.stream().map(word -> '"' + word + '"').toList();
        if (quoted.size() < 2) {
            return String.join("", quoted);
        }
        String allButLast = quoted.subList(0, quoted.size() - 1).stream().collect(Collectors.joining(", "));
        return allButLast + " or " + quoted.get(quoted.size() - 1);
    }

    public static String notSupportedYet(String option) {
        return "\"" + option + "\" is a Crossbar.io option that Aerostat does not support yet";
    }
}
