package io.aerostat.node.config.reading;

import io.aerostat.node.config.located.LocatedValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one kind of value is read, called and published.
 *
 * @param <T> what it is read into
 */
public interface ValueType<T> {

    /** The value; empty when it is not one, which has then been reported. */
    Optional<T> read(LocatedValue value, Reading reading);

    /** What the user should have written: "an integer from 0 to 65535". */
    String expected();

    /** This type in the JSON schema. */
    Map<String, Object> schema(SchemaDefinitions definitions);

    /** This type, read into something else. */
    default <U> ValueType<U> map(Function<? super T, ? extends U> mapping) {
        return checked((value, reading) -> Optional.of(mapping.apply(value)));
    }

    /** This type with a check or conversion that can fail, called only with values of this type. */
    default <U> ValueType<U> checked(Check<? super T, U> check) {
        return new CheckedType<>(this, check);
    }

    /** A check on a value that has the right type. */
    interface Check<T, U> {
        /** The result; empty when the check failed, which it has then reported through {@code reading}. */
        Optional<U> apply(T value, Reporter reading);
    }

    /** What a check may do: report at the value that it checks, and look around. */
    interface Reporter {
        void problem(String message);

        /** Reports at one of its keys, or at the value if it has no such key. */
        void problem(String key, String message);

        /** Reports at the value something that is not wrong but that the user should know. */
        void notice(String message);

        Reading reading();
    }
}
