package io.aerostat.client.contract;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * How the method of a contract returns its results. Immutable; any thread.
 *
 * @param form whether the method blocks
 * @param content the type of a result
 */
public record ResultType(Form form, Type content) {
    private static final Set<Type> FUTURES = Set.of(CompletionStage.class, CompletableFuture.class, WampFuture.class);

    /** How a method returns its results. */
    public enum Form {
        /** The method blocks and returns one result. */
        VALUE,
        /** The method returns a future of one result. */
        FUTURE,
        /** The method returns a publisher of any number of results. */
        STREAM
    }

    static ResultType of(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        if (FUTURES.contains(raw)) {
            return new ResultType(Form.FUTURE, content(type));
        }
        return raw == Flow.Publisher.class
                ? new ResultType(Form.STREAM, content(type))
                : new ResultType(Form.VALUE, type);
    }

    /** Returns the type argument of a type that has one. */
    static Type content(Type type) {
        if (!(type instanceof ParameterizedType parameterized)) {
            return Object.class;
        }
        Type argument = parameterized.getActualTypeArguments()[0];
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    /** Checks whether there is no result. */
    public boolean isNothing() {
        return content == void.class || content == Void.class;
    }

    @Nullable
    Object read(Arguments arguments) {
        return isNothing() ? null : read(arguments, content);
    }

    /** Converts arguments to one value; a null or an empty result becomes null, or an empty Optional. */
    static @Nullable Object read(Arguments arguments, Type type) {
        if (type == Arguments.class) {
            return arguments;
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class) {
            return Optional.ofNullable(arguments.asNullable(content(type)));
        }
        Object value = arguments.asNullable(type);
        if (value == null && type instanceof Class<?> primitive && primitive.isPrimitive()) {
            throw new ArgumentMismatch("the result: found nothing (expected a value of type " + primitive + ")");
        }
        return value;
    }
}
