package io.aerostat.client.error.declared;

import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.WampError;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A class of exceptions with {@link WampError}. Immutable; any thread.
 *
 * @param uri the URI of the error
 */
public record DeclaredError(String uri, Class<?> type, Constructor<?> constructor) {
    /** @throws IllegalArgumentException if no exception can be made from an error */
    public static DeclaredError of(Class<?> type) {
        String uri = type.getAnnotation(WampError.class).value();
        Constructor<?> constructor = constructor(type)
                .orElseThrow(() -> new IllegalArgumentException(type.getName()
                        + ": the constructor is missing (expected a public one whose parameters are a String or have"
                        + " @Arg)"));
        for (Parameter parameter : constructor.getParameters()) {
            Arg named = parameter.getAnnotation(Arg.class);
            if (named != null && accessor(type, named.value()).isEmpty()) {
                throw new IllegalArgumentException(
                        type.getName() + ": the accessor of @Arg(\"" + named.value() + "\") is missing");
            }
        }
        return new DeclaredError(uri, type, constructor);
    }

    public static boolean isDeclared(Class<?> type) {
        return type.isAnnotationPresent(WampError.class);
    }

    /** Returns the error that is sent for an exception; empty if its class has no {@link WampError}. */
    public static Optional<ApplicationError> toError(Throwable thrown) {
        WampError declared = thrown.getClass().getAnnotation(WampError.class);
        if (declared == null) {
            return Optional.empty();
        }
        List<String> args = thrown.getMessage() == null ? List.of() : List.of(thrown.getMessage());
        return Optional.of(ApplicationError.of(declared.value(), args, kwargs(thrown)));
    }

    private static Map<String, @Nullable Object> kwargs(Throwable thrown) {
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        constructor(thrown.getClass()).map(Constructor::getParameters).stream()
                .flatMap(Arrays::stream)
                .map(parameter -> parameter.getAnnotation(Arg.class))
                .filter(named -> named != null)
                .forEach(named -> accessor(thrown.getClass(), named.value())
                        .ifPresent(accessor -> kwargs.put(named.value(), read(accessor, thrown))));
        return kwargs;
    }

    private static @Nullable Object read(Method accessor, Throwable thrown) {
        try {
            return accessor.invoke(thrown);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    /** Returns the constructor with the most parameters, among those whose parameters an error can fill. */
    private static Optional<Constructor<?>> constructor(Class<?> type) {
        return Arrays.<Constructor<?>>stream(type.getConstructors())
                .filter(DeclaredError::isUsable)
                .filter(Constructor::trySetAccessible)
                .max(Comparator.comparingInt(Constructor::getParameterCount));
    }

    private static boolean isUsable(Constructor<?> constructor) {
        List<Parameter> unnamed = Arrays.stream(constructor.getParameters())
                .filter(parameter -> !parameter.isAnnotationPresent(Arg.class))
                .toList();
        return unnamed.isEmpty() || unnamed.size() == 1 && unnamed.get(0).getType() == String.class;
    }

    private static Optional<Method> accessor(Class<?> type, String name) {
        String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && (method.getName().equals(name) || method.getName().equals(getter)))
                .filter(Method::trySetAccessible)
                .findFirst();
    }

    /** Returns the exception of a received error; the error itself if its arguments do not fit the constructor. */
    public Throwable made(ApplicationError error) {
        Parameter[] parameters = constructor.getParameters();
        @Nullable Object[] values = new Object[parameters.length];
        try {
            for (int i = 0; i < parameters.length; i++) {
                Arg named = parameters[i].getAnnotation(Arg.class);
                values[i] = named == null ? message(error.arguments()) : value(error.arguments(), named, parameters[i]);
            }
            Throwable made = (Throwable) constructor.newInstance(values);
            if (made.getCause() == null) {
                made.initCause(error);
            }
            return made;
        } catch (ArgumentMismatch | IllegalStateException | ReflectiveOperationException e) {
            error.addSuppressed(e);
            return error;
        }
    }

    private static @Nullable String message(Arguments arguments) {
        return arguments.size() > 0 && arguments.args().get(0) instanceof String text ? text : null;
    }

    private static @Nullable Object value(Arguments arguments, Arg named, Parameter parameter) {
        Object value = arguments.kwargs().get(named.value());
        return parameter.getType().isPrimitive()
                ? arguments.mapper().fromWamp(value, parameter.getParameterizedType(), named.value())
                : arguments.mapper().fromWampOrNull(value, parameter.getParameterizedType(), named.value());
    }
}
