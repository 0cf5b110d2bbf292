package io.aerostat.client.value;

import io.aerostat.protocol.payload.PayloadValues;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * The positional and keyword arguments of a result, an error, an event or an invocation. They are decoded when they are
 * first read, on the reading thread. Immutable; any thread.
 */
public final class Arguments {
    public static final Arguments EMPTY = of(PayloadValues.EMPTY, ValueMapper.DEFAULT);

    private final ValueMapper mapper;
    private final Supplier<PayloadValues> decoder;
    private volatile @Nullable PayloadValues values;

    private Arguments(@Nullable PayloadValues values, Supplier<PayloadValues> decoder, ValueMapper mapper) {
        this.values = values;
        this.decoder = decoder;
        this.mapper = mapper;
    }

    /** Creates arguments that are decoded when they are first read; concurrent readers may each decode them. */
    public static Arguments of(Supplier<PayloadValues> decoder, ValueMapper mapper) {
        return new Arguments(null, decoder, mapper);
    }

    /** Creates arguments that are decoded already. */
    public static Arguments of(PayloadValues values, ValueMapper mapper) {
        return new Arguments(values, () -> values, mapper);
    }

    private PayloadValues values() {
        PayloadValues known = values;
        if (known == null) {
            known = decoder.get();
            values = known;
        }
        return known;
    }

    /** Returns the positional arguments as JSON-like values; unmodifiable, items may be null. */
    public List<@Nullable Object> args() {
        return values().args();
    }

    /** Returns the keyword arguments as JSON-like values, in their order; unmodifiable, values may be null. */
    public Map<String, @Nullable Object> kwargs() {
        return values().kwargs();
    }

    /** Returns the number of positional arguments. */
    public int size() {
        return args().size();
    }

    /** Returns whether there are no arguments, positional or keyword. */
    public boolean isEmpty() {
        return args().isEmpty() && kwargs().isEmpty();
    }

    /**
     * Returns a positional argument as a scalar, record or POJO.
     *
     * @throws ArgumentMismatch if there are too few arguments, or the argument is null or of another type
     */
    public <T> T arg(int index, Class<T> type) {
        return boxed(type).cast(mapper.fromWamp(positional(index), type, "argument " + index));
    }

    /** Does the same as {@link #arg(int, Class)}, for types with parameters. */
    @SuppressWarnings("unchecked") // the type reference describes T
    public <T> T arg(int index, TypeReference<T> type) {
        return (T) mapper.fromWamp(positional(index), type.getType(), "argument " + index);
    }

    /** Returns a positional argument, or empty if there are too few arguments or the argument is null. */
    public <T> Optional<T> optionalArg(int index, Class<T> type) {
        return index >= size()
                ? Optional.empty()
                : Optional.ofNullable(
                        boxed(type).cast(mapper.fromWampOrNull(args().get(index), type, "argument " + index)));
    }

    /**
     * Returns a keyword argument as a scalar, record or POJO.
     *
     * @throws ArgumentMismatch if it is absent, null or of another type
     */
    public <T> T kwarg(String name, Class<T> type) {
        return boxed(type).cast(mapper.fromWamp(kwargs().get(name), type, "argument " + name));
    }

    /** Does the same as {@link #kwarg(String, Class)}, for types with parameters. */
    @SuppressWarnings("unchecked") // the type reference describes T
    public <T> T kwarg(String name, TypeReference<T> type) {
        return (T) mapper.fromWamp(kwargs().get(name), type.getType(), "argument " + name);
    }

    /** Returns a keyword argument, or empty if it is absent or null. */
    public <T> Optional<T> optionalKwarg(String name, Class<T> type) {
        return Optional.ofNullable(
                boxed(type).cast(mapper.fromWampOrNull(kwargs().get(name), type, "argument " + name)));
    }

    /**
     * Returns all arguments as one value: a single positional argument unchanged; keyword arguments alone as a record,
     * POJO or map; several positional arguments as a list or array.
     *
     * @throws ArgumentMismatch if there are no arguments, the value is null, or it cannot be read as {@code type}
     */
    public <T> T as(Class<T> type) {
        return boxed(type).cast(mapper.fromWamp(single(type), type, "the result"));
    }

    /** Does the same as {@link #as(Class)}, for types with parameters. */
    @SuppressWarnings("unchecked") // the type reference describes T
    public <T> T as(TypeReference<T> type) {
        return (T) mapper.fromWamp(single(type.getType()), type.getType(), "the result");
    }

    /**
     * Does the same as {@link #as(Class)}, but returns an empty result if there are no arguments or the argument is
     * null.
     */
    public <T> Optional<T> asOptional(Class<T> type) {
        return Optional.ofNullable(boxed(type).cast(mapper.fromWampOrNull(single(type), type, "the result")));
    }

    /**
     * Does the same as {@link #as(Class)}, for a type that is known only at run time. Returns null if there are no
     * arguments or the argument is null.
     */
    public @Nullable Object asNullable(Type type) {
        return mapper.fromWampOrNull(single(type), type, "the result");
    }

    /** Returns the mapper that reads these arguments. */
    public ValueMapper mapper() {
        return mapper;
    }

    /** Returns the same arguments, which another mapper reads. */
    public Arguments readBy(ValueMapper other) {
        return new Arguments(values, this::values, other);
    }

    private @Nullable Object positional(int index) {
        List<@Nullable Object> args = args();
        if (index >= args.size()) {
            throw new ArgumentMismatch("found " + args.size() + " arguments (expected at least " + (index + 1) + ")");
        }
        return args.get(index);
    }

    private @Nullable Object single(Type type) {
        List<@Nullable Object> args = args();
        Map<String, @Nullable Object> kwargs = kwargs();
        if (args.size() == 1 && kwargs.isEmpty()) {
            return args.get(0);
        }
        if (args.isEmpty()) {
            return kwargs.isEmpty() ? null : kwargs;
        }
        if (kwargs.isEmpty() && takesList(type)) {
            return args;
        }
        throw new ArgumentMismatch("the result: found " + args.size() + " positional and " + kwargs.size()
                + " keyword arguments (expected one value: " + Kinds.expected(type) + ")");
    }

    private static boolean takesList(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return takesList(parameterized.getRawType());
        }
        return type instanceof GenericArrayType
                || type instanceof Class<?> raw
                        && (raw.isArray() || raw == Object.class || Collection.class.isAssignableFrom(raw));
    }

    @SuppressWarnings("unchecked") // a primitive class and its box describe the same T
    private static <T> Class<T> boxed(Class<T> type) {
        return (Class<T>) java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    /** Shows only the numbers of arguments: payloads must not be logged. */
    @Override
    public String toString() {
        PayloadValues known = values;
        return known == null
                ? "Arguments[undecoded]"
                : "Arguments[" + known.args().size() + " args, "
                        + known.kwargs().size() + " kwargs]";
    }
}
