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
        String cut = value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, end()) + "…";
        return '"' + Problem.printable(cut) + '"';
    }

    /** Returns the index at which a long text is cut, which is never within a surrogate pair. */
    private int end() {
        return Character.isHighSurrogate(value.charAt(SHOWN_CHARACTERS - 1)) ? SHOWN_CHARACTERS - 1 : SHOWN_CHARACTERS;
    }

    @Override
    public String plain() {
        return value;
    }

    @Override
    public Optional<String> text() {
        return Optional.of(value);
    }

    /** Leaves out the content, which may be a secret. */
    @Override
    public String toString() {
        return "LocatedText[at=" + at + "]";
    }
}
