package io.aerostat.node.config.reading;

import io.aerostat.node.config.located.LocatedValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads one kind of value, names it in messages, and describes it in the JSON schema.
 *
 * @param <T> the type of the result
 */
public interface ValueType<T> {

    /** Reads a value. If the value is not of this type, reports a problem and returns an empty result. */
    Optional<T> read(LocatedValue value, Reading reading);

    /** Returns what the user should write, such as "an integer from 0 to 65535". */
    String expected();

    /** Returns this type in the JSON schema. */
    Map<String, Object> schema(SchemaDefinitions definitions);

    /** Returns this type with its result converted. */
    default <U> ValueType<U> map(Function<? super T, ? extends U> mapping) {
        return checked((value, reading) -> Optional.of(mapping.apply(value)));
    }

    /**
     * Returns this type with a check or conversion that can fail. The check is only called with values of this type.
     */
    default <U> ValueType<U> checked(Check<? super T, U> check) {
        return new CheckedType<>(this, check);
    }

    /** A check of a value that has the right type. */
    interface Check<T, U> {
        /**
         * Checks a value and returns its result. If the check fails, reports a problem to {@code reading} and returns
         * an empty result.
         */
        Optional<U> apply(T value, Reporter reading);
    }

    /**
     * Reports problems of the checked value. {@link #reading} gives the check access to the environment of the file:
     * variables, folder and character sets.
     */
    interface Reporter {
        void problem(String message);

        /** Reports a problem at one of the value's keys, or at the value if it has no such key. */
        void problem(String key, String message);

        /** Reports a fact about the value that is not a mistake, but that the user should know. */
        void notice(String message);

        Reading reading();
    }
}
