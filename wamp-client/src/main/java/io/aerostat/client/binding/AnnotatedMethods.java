package io.aerostat.client.binding;

import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.value.ValueMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The annotated methods of one object, as handlers. These include static methods, and methods that are annotated in a
 * superclass or interface. Immutable; any thread.
 *
 * @param procedures the methods with {@link Procedure}
 * @param topics the methods with {@link Topic}
 */
public record AnnotatedMethods(List<ProcedureMethod> procedures, List<TopicMethod> topics) {
    public AnnotatedMethods {
        procedures = List.copyOf(procedures);
        topics = List.copyOf(topics);
    }

    /** A method that answers the calls of a procedure. */
    public record ProcedureMethod(ProcedureOffer offer, InvocationHandler handler) {}

    /** A method that is called with the events of a topic. */
    public record TopicMethod(TopicFilter filter, EventHandler handler) {}

    /** Checks whether objects of this class have an annotated method. */
    public static boolean isPresentIn(Class<?> type) {
        return OverriddenMethods.of(type).stream().anyMatch(AnnotatedMethods::isAnnotated);
    }

    /** @throws IllegalArgumentException if no method is annotated, or if an annotated method cannot be called */
    public static AnnotatedMethods of(Object object, ValueMapper mapper) {
        List<ProcedureMethod> procedures = new ArrayList<>();
        List<TopicMethod> topics = new ArrayList<>();
        for (OverriddenMethods method : OverriddenMethods.of(object.getClass())) {
            if (!isAnnotated(method)) {
                continue;
            }
            BoundMethod bound = BoundMethod.of(object, method, mapper);
            method.annotation(Procedure.class)
                    .ifPresent(procedure -> procedures.add(new ProcedureMethod(offer(procedure), bound::invoke)));
            method.annotation(Topic.class)
                    .ifPresent(topic -> topics.add(new TopicMethod(
                            new TopicFilter(topic.value(), topic.match(), topic.retained(), Optional.empty()),
                            bound::deliver)));
        }
        if (procedures.isEmpty() && topics.isEmpty()) {
            throw new IllegalArgumentException(object.getClass().getName()
                    + ": found no method with @Procedure or @Topic (expected at least one)");
        }
        return new AnnotatedMethods(procedures, topics);
    }

    private static boolean isAnnotated(OverriddenMethods method) {
        return method.annotation(Procedure.class).isPresent()
                || method.annotation(Topic.class).isPresent();
    }

    private static ProcedureOffer offer(Procedure procedure) {
        return new ProcedureOffer(
                procedure.value(),
                procedure.match(),
                procedure.invoke(),
                procedure.discloseCaller(),
                false,
                procedure.concurrency(),
                false,
                procedure.inOrder());
    }
}
