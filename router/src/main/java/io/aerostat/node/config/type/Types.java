package io.aerostat.node.config.type;

import io.aerostat.node.config.Secret;
import io.aerostat.node.config.located.LocatedList;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.SystemCharsets;
import io.aerostat.node.config.reading.ValueType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates the types of which a configuration consists. */
public final class Types {
    private Types() {}

    /** Returns the type of any string. */
    public static ValueType<String> text() {
        return new TextType(Optional.empty(), "a string");
    }

    /**
     * Returns the type of a string that matches a regular expression as a whole. The expression must be valid in Java
     * and, for the schema, in ECMAScript.
     */
    public static ValueType<String> text(String regex, String expected) {
        return new TextType(Optional.of(Pattern.compile(regex)), expected);
    }

    /** Returns the type of a string that is not empty. */
    public static ValueType<String> words(String expected) {
        return text("[\\s\\S]+", expected);
    }

    /**
     * Returns a type that reads strings of another type, and refuses strings with a character that no file name can
     * have. The string is a file name or a part of one.
     */
    public static ValueType<String> path(ValueType<String> text) {
        return new SystemTextType(text, SystemCharsets::faultOfPath);
    }

    /**
     * Returns a type that reads strings of another type, and refuses strings that the system cannot pass to a program
     * unchanged, as an argument or environment variable.
     */
    public static ValueType<String> argument(ValueType<String> text) {
        return new SystemTextType(text, SystemCharsets::faultOfArgument);
    }

    /** Returns the type of a secret that is passed to a program; the secret may be empty. */
    public static ValueType<Secret> hiddenArgument() {
        return hiddenText().checked((secret, at) -> {
            Optional<String> wrong = at.reading().charsets().faultOfArgument(secret.reveal());
            // The message shows no part of the secret.
            wrong.ifPresent(why -> at.problem("found a string that cannot be passed to a program (" + why + ")"));
            return wrong.isEmpty() ? Optional.of(secret) : Optional.empty();
        });
    }

    /**
     * Returns the type of a string in which {@code $NAME} and {@code ${NAME}} are replaced by environment variables.
     */
    public static ValueType<String> expandedText(String expected) {
        return new ExpandedType(expected, false);
    }

    /** Does the same as {@link #expandedText}, but leaves unset variables in the text. */
    public static ValueType<String> textWithVariables(String expected) {
        return new ExpandedType(expected, true);
    }

    /** Returns the type of a secret, which may be {@code ${VAR}}. */
    public static ValueType<Secret> secret() {
        return new SecretType(false, false);
    }

    /**
     * Returns the type of a secret, which may be {@code ${VAR}}. If the variable is not set, nobody can log in with the
     * secret, as in Crossbar.io.
     */
    public static ValueType<Secret> secretOrUnset() {
        return new SecretType(false, true);
    }

    /** Returns the type of a string that may be a secret. The string may be {@code ${VAR}} or empty. */
    public static ValueType<Secret> hiddenText() {
        return new SecretType(true, false);
    }

    /** Returns the type of a whole number in a range that includes both ends. */
    public static ValueType<Integer> integer(int least, int most) {
        return new IntegerType(least, most, "an integer from " + least + " to " + most);
    }

    /** Returns the type of a whole number without an upper bound. */
    public static ValueType<Integer> atLeast(int least) {
        return new IntegerType(least, Integer.MAX_VALUE, "an integer, at least " + least);
    }

    /** Returns the type of a size in bytes, which may be larger than an {@code int}. */
    public static ValueType<Long> bytesAtLeast(long least) {
        return new LongType(least, "an integer, at least " + least);
    }

    /** Returns a type whose only value is the given whole number. */
    public static ValueType<Integer> exactly(int number, String expected) {
        return new IntegerType(number, number, expected);
    }

    /** Returns the type of {@code true} or {@code false}. */
    public static ValueType<Boolean> bool() {
        return new BooleanType();
    }

    /** Returns a type whose only value is the given word, for the key {@code type} of an object. */
    public static ValueType<String> word(String word) {
        return new ChoiceType<>(Map.of(word, word), Set.of());
    }

    /**
     * Returns a type of these values, each of which is written as a word.
     *
     * @param word returns the word of a value
     */
    @SafeVarargs
    public static <E> ValueType<E> choice(Function<E, String> word, E... values) {
        return choice(Set.of(), word, values);
    }

    /**
     * Returns a type of these values, each of which is written as a word.
     *
     * @param word returns the word of a value
     * @param planned words that are refused because they are not supported yet
     */
    @SafeVarargs
    public static <E> ValueType<E> choice(Set<String> planned, Function<E, String> word, E... values) {
        Map<String, E> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(word.apply(value), value));
        return new ChoiceType<>(words, planned);
    }

    /** Returns the type of a list, which may be empty. */
    public static <T> ValueType<List<T>> list(ValueType<T> item) {
        return new ListType<>(item, true);
    }

    /** Returns the type of a list of at least one item. */
    public static <T> ValueType<List<T>> someOf(ValueType<T> item) {
        return new ListType<>(item, false);
    }

    /** Returns the type of an object whose keys the user chooses. */
    public static <T> ValueType<Map<String, T>> map(String keyRegex, String keyExpected, ValueType<T> value) {
        return new MapType<>(Pattern.compile(keyRegex), keyExpected, (charsets, key) -> Optional.empty(), value);
    }

    /** Does the same as {@link #map}, for keys that are passed to a program. */
    public static <T> ValueType<Map<String, T>> argumentMap(String keyRegex, String keyExpected, ValueType<T> value) {
        return new MapType<>(Pattern.compile(keyRegex), keyExpected, SystemCharsets::faultOfArgument, value);
    }

    /** Returns a type that reads matching strings as the first type, and all other values as the second type. */
    public static <T> ValueType<T> either(Predicate<String> isFirst, ValueType<T> first, ValueType<T> second) {
        Predicate<LocatedValue> isText = value -> value.text().filter(isFirst).isPresent();
        return new EitherType<>(isText, first, second);
    }

    /** Returns a type that reads a list with one type, and any other value with another type. */
    public static <T> ValueType<T> listOr(ValueType<T> list, ValueType<T> other) {
        return new EitherType<>(LocatedList.class::isInstance, list, other);
    }

    /** Returns the type of a value or {@code null}. */
    public static <T> ValueType<Optional<T>> nullable(ValueType<T> type) {
        return new NullableType<>(type);
    }

    /**
     * Returns the type of an object of any content, read into plain Java values. A string that consists only of
     * {@code ${VAR}} is expanded.
     */
    public static ValueType<Map<String, @Nullable Object>> plainObject() {
        return new PlainType();
    }

    /** Returns the type of any value, which stays unchanged. */
    public static ValueType<LocatedValue> anything() {
        return new AnythingType();
    }

    /** Returns a type that is looked up when it is used, so that a type can contain itself. */
    public static <T> ValueType<T> deferred(Supplier<ValueType<T>> type) {
        return new DeferredType<>(type);
    }
}
