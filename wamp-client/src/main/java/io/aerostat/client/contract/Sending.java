package io.aerostat.client.contract;

import io.aerostat.client.annotation.Arg;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the parameters of a method become the arguments of a message. Immutable; any thread.
 *
 * @param names for each parameter, the name of its keyword argument, or an empty text for a positional argument
 */
record Sending(List<String> names) {
    Sending {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException if a positional argument follows a keyword argument */
    static Sending of(Method method) {
        List<String> names = Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(Arg.class))
                .map(named -> named == null ? "" : named.value())
                .toList();
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i).isEmpty() && !names.get(i - 1).isEmpty()) {
                throw new IllegalArgumentException(
                        "parameter " + i + ": found a parameter without @Arg after one with @Arg (expected @Arg)");
            }
        }
        return new Sending(names);
    }

    @Nullable
    Object[] args(@Nullable Object[] values) {
        List<@Nullable Object> args = new ArrayList<>();
        for (int i = 0; i < names.size() && names.get(i).isEmpty(); i++) {
            args.add(values[i]);
        }
        return args.toArray();
    }

    /** Returns the keyword arguments, except those whose value is an empty Optional. */
    Map<String, @Nullable Object> kwargs(@Nullable Object[] values) {
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            boolean absent = values[i] instanceof Optional<?> optional && optional.isEmpty();
            if (!names.get(i).isEmpty() && !absent) {
                kwargs.put(names.get(i), values[i]);
            }
        }
        return kwargs;
    }
}
