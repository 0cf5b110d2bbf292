package io.aerostat.client.annotation;

import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Endpoint;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.value.ValueMapper;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The annotated methods of one object, its inherited ones included, as handlers. Immutable; any thread.
 *
 * @param procedures what {@link Procedure} names
 * @param topics what {@link Topic} names
 */
public record AnnotatedMethods(List<ProcedureMethod> procedures, List<TopicMethod> topics) {
    public AnnotatedMethods {
        procedures = List.copyOf(procedures);
        topics = List.copyOf(topics);
    }

    /** A method that answers calls. */
    public record ProcedureMethod(Endpoint endpoint, InvocationHandler handler) {}

    /** A method that is told of events. */
    public record TopicMethod(TopicFilter filter, EventHandler handler) {}

    /** Whether objects of this class have an annotated method. */
    public static boolean isPresentIn(Class<?> type) {
        return methods(type).stream().anyMatch(AnnotatedMethods::isAnnotated);
    }

    /** @throws IllegalArgumentException if no method is annotated, or one cannot be called */
    public static AnnotatedMethods of(Object object, ValueMapper mapper) {
        List<ProcedureMethod> procedures = new ArrayList<>();
        List<TopicMethod> topics = new ArrayList<>();
        for (Method method : methods(object.getClass())) {
            if (!isAnnotated(method)) {
                continue;
            }
            BoundMethod bound = BoundMethod.of(object, method, mapper);
            Procedure procedure = method.getAnnotation(Procedure.class);
            if (procedure != null) {
                procedures.add(new ProcedureMethod(endpoint(procedure), bound::invoke));
            }
            Topic topic = method.getAnnotation(Topic.class);
            if (topic != null) {
                topics.add(new TopicMethod(
                        new TopicFilter(topic.value(), topic.match(), topic.retained(), Optional.empty()),
                        bound::deliver));
            }
        }
        if (procedures.isEmpty() && topics.isEmpty()) {
            throw new IllegalArgumentException(object.getClass().getName()
                    + ": found no method with @Procedure or @Topic (expected at least one)");
        }
        return new AnnotatedMethods(procedures, topics);
    }

    private static boolean isAnnotated(Method method) {
        return method.isAnnotationPresent(Procedure.class) || method.isAnnotationPresent(Topic.class);
    }

    private static Endpoint endpoint(Procedure procedure) {
        return new Endpoint(
                procedure.value(),
                procedure.match(),
                procedure.invoke(),
                procedure.discloseCaller(),
                false,
                procedure.concurrency(),
                false,
                procedure.inOrder());
    }

    /** All methods, private ones too, an overridden one once, in a stable order. */
    private static List<Method> methods(Class<?> type) {
        Map<String, Method> found = new LinkedHashMap<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            List<Method> declared = new ArrayList<>(List.of(level.getDeclaredMethods()));
            declared.removeIf(method -> method.isSynthetic() || Modifier.isStatic(method.getModifiers()));
            declared.sort(Comparator.comparing(Method::toGenericString));
            for (Method method : declared) {
                found.putIfAbsent(signature(method), method);
            }
        }
        return List.copyOf(found.values());
    }

    private static String signature(Method method) {
        String owner = Modifier.isPrivate(method.getModifiers())
                ? method.getDeclaringClass().getName()
                : "";
        return owner + method.getName() + List.of(method.getParameterTypes());
    }
}
