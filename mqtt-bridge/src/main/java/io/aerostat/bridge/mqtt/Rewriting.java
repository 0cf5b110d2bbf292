package io.aerostat.bridge.mqtt;

/**
 * How the names of topics change between broker and realm: the beginning {@code remove} is replaced by {@code add}, and
 * the separators after it are exchanged ({@code /} and {@code .}). Immutable; any thread.
 *
 * @param remove the beginning of the name that is removed; a name without this beginning stays complete
 * @param add the text that takes the place of {@code remove}
 */
record Rewriting(String remove, String add) {
    private String rest(String name) {
        return name.startsWith(remove) ? name.substring(remove.length()) : name;
    }

    /** Returns the WAMP topic of a topic name of the broker. */
    String toRealm(String name) {
        return add + rest(name).replace('/', '.');
    }

    /** Returns the topic name at the broker of a WAMP topic. */
    String toBroker(String uri) {
        return add + rest(uri).replace('.', '/');
    }

    static Rewriting read(Section section, String topic) {
        String remove = section.optionalText("remove").orElse("");
        if (!topic.startsWith(remove) || remove.contains("+") || remove.contains("#")) {
            throw section.wrong("remove", remove, "the beginning of \"" + topic + "\", without wildcards");
        }
        return new Rewriting(remove, section.optionalText("add").orElse(""));
    }
}
