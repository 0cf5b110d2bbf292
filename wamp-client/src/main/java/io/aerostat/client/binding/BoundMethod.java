package io.aerostat.client.binding;

import io.aerostat.client.pubsub.Event;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.Spelling;
import io.aerostat.client.value.ValueMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method of an object, called with the arguments of an invocation or event. Immutable; any thread. */
public final class BoundMethod {
    /** A parameter of one of these types takes the whole invocation or event, or all arguments. */
    private static final Set<Class<?>> WHOLE = Set.of(Invocation.class, Event.class, Arguments.class);

    private final Object object;
    private final Method method;
    private final List<BoundParameter> parameters;
    private final Set<String> names;
    private final ValueMapper mapper;
    private final ArgumentCheck check;

    private BoundMethod(
            Object object, Method method, List<BoundParameter> parameters, ValueMapper mapper, ArgumentCheck check) {
        this.object = object;
        this.method = method;
        this.parameters = List.copyOf(parameters);
        this.names = new LinkedHashSet<>();
        parameters.forEach(parameter -> parameter.name().ifPresent(names::add));
        this.mapper = mapper;
        this.check = check;
    }

    /**
     * Binds a method of an object.
     *
     * @param methods the method to call, and the methods that it overrides or implements; any of them may have the
     *     annotations and names of the parameters
     * @throws IllegalArgumentException if none of the methods is accessible
     */
    public static BoundMethod of(Object object, List<Method> methods, ValueMapper mapper, ArgumentCheck check) {
        return of(object, new OverriddenMethods(methods), mapper, check);
    }

    /** @throws IllegalArgumentException if none of the methods is accessible */
    static BoundMethod of(Object object, OverriddenMethods methods, ValueMapper mapper, ArgumentCheck check) {
        // Calling any of these methods runs the same code, but the method of a proxy class may be inaccessible.
        Method callable = methods.methods().stream()
                .filter(BoundMethod::isCallable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(methods.methods().get(0)
                                + ": found a method that is not accessible (expected a public one, "
                                + "or an open package)"));
        return new BoundMethod(object, callable, BoundParameter.of(methods), mapper, check);
    }

    private static boolean isCallable(Method method) {
        try {
            return method.trySetAccessible();
        } catch (SecurityException e) {
            return false;
        }
    }

    /** Calls the method with the arguments of an invocation. */
    public @Nullable Object invoke(Invocation invocation) throws Exception {
        return call(invocation.arguments(), invocation);
    }

    /** Calls the method with the arguments of an event. */
    public void deliver(Event event) throws Exception {
        call(event.arguments(), event);
    }

    private @Nullable Object call(Arguments arguments, Object whole) throws Exception {
        checkNames(arguments);
        @Nullable Object[] values = new Object[parameters.size()];
        int position = 0;
        for (int i = 0; i < values.length; i++) {
            BoundParameter parameter = parameters.get(i);
            if (parameter.raw().isInstance(whole) && parameter.raw() != Object.class) {
                values[i] = whole;
            } else if (parameter.raw() == Arguments.class) {
                values[i] = arguments;
            } else {
                values[i] = value(parameter, position++, arguments);
            }
        }
        check.check(object, method, values);
        return invoke(values);
    }

    /**
     * Fails if an unknown keyword argument looks like the misspelt name of a missing argument; ignores other unknown
     * keyword arguments.
     */
    private void checkNames(Arguments arguments) {
        Set<String> given = arguments.kwargs().keySet();
        if (given.isEmpty() || parameters.stream().anyMatch(this::takesWhole)) {
            return;
        }
        Spelling.firstIn(given, names, name -> !given.contains(name)).ifPresent(found -> {
            throw new ArgumentMismatch(
                    found.written() + ": found an unknown keyword argument (expected " + found.meant() + ")");
        });
    }

    private boolean takesWhole(BoundParameter parameter) {
        return WHOLE.contains(parameter.raw()) || takesAll(parameter);
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

    private @Nullable Object value(BoundParameter parameter, int position, Arguments arguments) {
        Map<String, @Nullable Object> kwargs = arguments.kwargs();
        Optional<String> name = parameter.name();
        if (name.isPresent() && kwargs.containsKey(name.get())) {
            return converted(kwargs.get(name.get()), parameter, name.get());
        }
        if (position < arguments.size()) {
            return converted(arguments.args().get(position), parameter, "argument " + position);
        }
        if (takesAll(parameter) && arguments.size() == 0 && !kwargs.isEmpty()) {
            return converted(kwargs, parameter, "");
        }
        if (parameter.isOptional()) {
            return Optional.empty();
        }
        throw new ArgumentMismatch(name.orElse("argument " + position) + ": the argument is missing");
    }

    /**
     * Checks whether a parameter takes all keyword arguments together: it is the only parameter, and a record, POJO or
     * map.
     */
    private boolean takesAll(BoundParameter parameter) {
        Class<?> type = parameter.raw();
        return !parameter.isNamed()
                && !WHOLE.contains(type)
                && parameters.stream()
                                .filter(other -> !WHOLE.contains(other.raw()))
                                .count()
                        == 1
                && !type.isPrimitive()
                && !type.isArray()
                && !type.getName().startsWith("java.lang.");
    }

    private @Nullable Object converted(@Nullable Object value, BoundParameter parameter, String what) {
        if (parameter.isOptional()) {
            return Optional.ofNullable(mapper.fromWampOrNull(value, parameter.content(), what));
        }
        return parameter.raw().isPrimitive()
                ? mapper.fromWamp(value, parameter.type(), what)
                : mapper.fromWampOrNull(value, parameter.type(), what);
    }
}
