package io.aerostat.client.binding;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A method of an object's class together with the methods that it overrides or implements. A method of a proxy class
 * has neither the annotations nor the parameter names of the method that it calls. Immutable; any thread.
 *
 * @param methods the methods, at least one; the first is the method to call
 */
record OverriddenMethods(List<Method> methods) {
    OverriddenMethods {
        methods = List.copyOf(methods);
    }

    /** Returns the first method that has the annotation. */
    Optional<Method> annotated(Class<? extends Annotation> type) {
        return methods.stream()
                .filter(method -> method.isAnnotationPresent(type))
                .findFirst();
    }

    /** Returns all methods of a class, including private and static ones, in a stable order. */
    static List<OverriddenMethods> of(Class<?> type) {
        Map<String, List<Method>> bySignature = new LinkedHashMap<>();
        for (Class<?> level : levels(type)) {
            List<Method> declared = new ArrayList<>(List.of(level.getDeclaredMethods()));
            declared.sort(Comparator.comparing(Method::toGenericString));
            for (Method method : declared) {
                if (!method.isSynthetic()) {
                    bySignature
                            .computeIfAbsent(signature(method), absent -> new ArrayList<>())
                            .add(method);
                }
            }
            for (Method method : declared) {
                if (method.isBridge()) {
                    implementation(method, declared)
                            .ifPresent(real -> bySignature.put(signature(method), bySignature.get(signature(real))));
                }
            }
        }
        // A method that has a bridge method is found twice, under two signatures.
        Set<OverriddenMethods> all = new LinkedHashSet<>();
        bySignature.values().forEach(methods -> all.add(new OverriddenMethods(methods)));
        return List.copyOf(all);
    }

    /** Returns the class, its superclasses, and the interfaces of all of them. */
    private static Set<Class<?>> levels(Class<?> type) {
        Set<Class<?>> levels = new LinkedHashSet<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            levels.add(level);
        }
        for (Class<?> level : List.copyOf(levels)) {
            addInterfaces(level, levels);
        }
        return levels;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> levels) {
        for (Class<?> implemented : type.getInterfaces()) {
            levels.add(implemented);
            addInterfaces(implemented, levels);
        }
    }

    /**
     * Returns the method that a bridge method calls. The compiler makes a bridge if a type parameter of a supertype is
     * a concrete type in this class.
     */
    private static Optional<Method> implementation(Method bridge, List<Method> declared) {
        return declared.stream()
                .filter(method -> !method.isSynthetic()
                        && method.getName().equals(bridge.getName())
                        && takes(method.getParameterTypes(), bridge.getParameterTypes()))
                .findFirst();
    }

    private static boolean takes(Class<?>[] real, Class<?>[] general) {
        if (real.length != general.length) {
            return false;
        }
        for (int i = 0; i < real.length; i++) {
            if (!general[i].isAssignableFrom(real[i])) {
                return false;
            }
        }
        return true;
    }

    private static String signature(Method method) {
        String signature = method.getName() + List.of(method.getParameterTypes());
        if (Modifier.isPrivate(method.getModifiers())) {
            // a private method overrides no other method
            return method.getDeclaringClass().getName() + signature;
        }
        return Modifier.isStatic(method.getModifiers()) ? "static " + signature : signature;
    }
}
