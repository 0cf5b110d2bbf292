package io.aerostat.client.binding;

import io.aerostat.client.annotation.Arg;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of a method that answers calls or receives events, as declared by the method and the methods that it
 * overrides. Immutable; any thread.
 *
 * @param raw the class of the parameter
 * @param type the type of the parameter, with type arguments if one of the methods declares them
 * @param name the name of the keyword argument that the parameter takes, if the name is known
 * @param isNamed whether the name comes from an {@link Arg}
 */
record BoundParameter(Class<?> raw, Type type, Optional<String> name, boolean isNamed) {
    static List<BoundParameter> of(OverriddenMethods overridden) {
        List<BoundParameter> parameters = new ArrayList<>();
        Class<?>[] types = overridden.methods().get(0).getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            parameters.add(of(overridden.methods(), i, types[i]));
        }
        return parameters;
    }

    private static BoundParameter of(List<Method> methods, int index, Class<?> raw) {
        List<Parameter> parameters =
                methods.stream().map(method -> method.getParameters()[index]).toList();
        Optional<String> named = parameters.stream()
                .filter(parameter -> parameter.isAnnotationPresent(Arg.class))
                .map(parameter -> parameter.getAnnotation(Arg.class).value())
                .findFirst();
        Optional<String> name = named.or(() -> parameters.stream()
                .filter(Parameter::isNamePresent)
                .map(Parameter::getName)
                .findFirst());
        Type type = parameters.stream()
                .filter(parameter -> parameter.getType() == raw)
                .map(Parameter::getParameterizedType)
                .filter(found -> !(found instanceof Class) && !(found instanceof TypeVariable))
                .findFirst()
                .orElse(raw);
        return new BoundParameter(raw, type, name, named.isPresent());
    }

    boolean isOptional() {
        return raw == Optional.class;
    }

    /** Returns the type to which the argument is converted; for an Optional, the type of its content. */
    Type content() {
        return isOptional() && type instanceof ParameterizedType optional
                ? optional.getActualTypeArguments()[0]
                : isOptional() ? Object.class : type;
    }
}
