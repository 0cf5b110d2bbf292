package io.aerostat.client.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WAMP value that an {@link ObjectMapping} cannot read as the requested type. {@link ValueMapper} turns the failure
 * into an {@link ArgumentMismatch}, whose message a peer may read. The failure has no cause, because the text of a
 * cause could quote the value.
 */
public final class MappingFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<?> path;
    private final transient Fault fault;

    /** What is wrong with the value at the path. */
    sealed interface Fault {
        /** @param expected the expected type; null if the mapping does not know the type */
        record Mismatch(@Nullable Class<?> expected) implements Fault {}

        record Refused() implements Fault {}

        /** @param meant the key that was probably meant; null if no known key is similar */
        record UnknownKey(@Nullable String meant) implements Fault {}
    }

    private MappingFailure(List<?> path, Fault fault) {
        super("the value does not have the form of the type", null, false, false);
        this.path = List.copyOf(path);
        this.fault = fault;
    }

    /**
     * Creates the failure of a value of the wrong kind, or of an entry that is missing.
     *
     * @param path the way to the wrong entry: a {@code String} for each key, and an {@code Integer} for each index;
     *     empty if the whole value is wrong
     * @param expected the type of the entry; null if it is not known
     */
    public static MappingFailure mismatch(List<?> path, @Nullable Class<?> expected) {
        return new MappingFailure(path, new Fault.Mismatch(expected));
    }

    /**
     * Creates the failure of a value whose content the constructor of the type refuses.
     *
     * @param path the way to the value, as for {@link #mismatch}
     */
    public static MappingFailure refused(List<?> path) {
        return new MappingFailure(path, new Fault.Refused());
    }

    /**
     * Creates the failure of a key that the type does not have.
     *
     * @param path the way to the entry, including the key
     * @param meant the known key that was probably meant; null if there is none
     */
    public static MappingFailure unknownKey(List<?> path, @Nullable String meant) {
        return new MappingFailure(path, new Fault.UnknownKey(meant));
    }

    List<?> path() {
        return path;
    }

    Fault fault() {
        return fault;
    }
}
