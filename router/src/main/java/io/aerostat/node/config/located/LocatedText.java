package io.aerostat.node.config.located;

import java.util.Optional;

/** A JSON string. */
public record LocatedText(Location at, String value) implements LocatedValue {
    private static final int SHOWN_CHARACTERS = 60;

    @Override
    public String kind() {
        return "a string";
    }

    @Override
    public String shown() {
        String cut = value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, SHOWN_CHARACTERS) + "…";
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    @Override
    public String plain() {
        return value;
    }

    @Override
    public Optional<String> text() {
        return Optional.of(value);
    }

    /** Without the content, which may be a secret. */
    @Override
    public String toString() {
        return "LocatedText[at=" + at + "]";
    }
}
