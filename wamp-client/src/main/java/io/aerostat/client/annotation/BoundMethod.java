package io.aerostat.client.annotation;

import io.aerostat.client.pubsub.Event;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A method of an object, called with the arguments of an invocation or event. Immutable; any thread. */
final class BoundMethod {
    private final Object object;
    private final Method method;
    private final Parameter[] parameters;
    private final ValueMapper mapper;

    private BoundMethod(Object object, Method method, ValueMapper mapper) {
        this.object = object;
        this.method = method;
        this.parameters = method.getParameters();
        this.mapper = mapper;
    }

    static BoundMethod of(Object object, Method method, ValueMapper mapper) {
        try {
            method.setAccessible(true);
        } catch (InaccessibleObjectException | SecurityException e) {
            throw new IllegalArgumentException(
                    method + ": found a method that may not be called (expected an open package)", e);
        }
        return new BoundMethod(object, method, mapper);
    }

    @Nullable
    Object invoke(Invocation invocation) throws Exception {
        return call(invocation.arguments(), invocation);
    }

    void deliver(Event event) throws Exception {
        call(event.arguments(), event);
    }

    private @Nullable Object call(Arguments arguments, Object whole) throws Exception {
        @Nullable Object[] values = new Object[parameters.length];
        int position = 0;
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (parameter.getType().isInstance(whole) && parameter.getType() != Object.class) {
                values[i] = whole;
            } else if (parameter.getType() == Arguments.class) {
                values[i] = arguments;
            } else {
                values[i] = value(parameter, position++, arguments);
            }
        }
        return invoke(values);
    }

    private @Nullable Object invoke(@Nullable Object[] values) throws Exception {
        try {
            return method.invoke(object, values);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof Exception exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private @Nullable Object value(Parameter parameter, int position, Arguments arguments) {
        Map<String, @Nullable Object> kwargs = arguments.kwargs();
        Arg named = parameter.getAnnotation(Arg.class);
        String name = named != null ? named.value() : parameter.isNamePresent() ? parameter.getName() : null;
        if (name != null && kwargs.containsKey(name)) {
            return converted(kwargs.get(name), parameter, name);
        }
        if (position < arguments.size()) {
            return converted(arguments.args().get(position), parameter, "argument " + position);
        }
        if (takesAll(parameter) && arguments.size() == 0 && !kwargs.isEmpty()) {
            return converted(kwargs, parameter, "the keyword arguments");
        }
        if (parameter.getType() == Optional.class) {
            return Optional.empty();
        }
        throw new ArgumentMismatch(
                method.getName() + ": found no value for " + (name == null ? "argument " + position : name));
    }

    /** A single parameter that is a record, POJO or map takes all keyword arguments together. */
    private boolean takesAll(Parameter parameter) {
        if (parameter.isAnnotationPresent(Arg.class)) {
            return false;
        }
        Class<?> type = parameter.getType();
        long taken = java.util.Arrays.stream(parameters)
                .map(Parameter::getType)
                .filter(other -> other != Invocation.class && other != Event.class && other != Arguments.class)
                .count();
        return taken == 1
                && !type.isPrimitive()
                && !type.isArray()
                && !type.getName().startsWith("java.lang.");
    }

    private @Nullable Object converted(@Nullable Object value, Parameter parameter, String what) {
        Type type = parameter.getParameterizedType();
        if (parameter.getType() == Optional.class && type instanceof ParameterizedType optional) {
            return Optional.ofNullable(mapper.fromWampOrNull(value, optional.getActualTypeArguments()[0], what));
        }
        return parameter.getType().isPrimitive()
                ? mapper.fromWamp(value, type, what)
                : mapper.fromWampOrNull(value, type, what);
    }
}
