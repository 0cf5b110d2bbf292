package io.aerostat.client.binding;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.contract.ContractMethod;
import io.aerostat.client.contract.ContractMethods;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.value.ValueMapper;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The annotated methods of one object, as handlers. Static methods, and methods that are annotated in a superclass or
 * interface, are included. Immutable; any thread.
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
            BoundMethod bound = BoundMethod.of(object, method, mapper, ArgumentCheck.NONE);
            method.annotated(Procedure.class)
                    .ifPresent(found -> procedures.add(new ProcedureMethod(offer(found), bound::invoke)));
            method.annotated(Topic.class)
                    .ifPresent(found -> topics.add(new TopicMethod(filter(found), bound::deliver)));
        }
        if (procedures.isEmpty() && topics.isEmpty()) {
            throw new IllegalArgumentException(object.getClass().getName()
                    + ": found no method with @Procedure or @Topic (expected at least one)");
        }
        return new AnnotatedMethods(procedures, topics);
    }

    /** @throws IllegalArgumentException if the interface is not a contract, or has no method to bind */
    public static AnnotatedMethods ofContract(Class<?> contract, Object implementation, ValueMapper mapper) {
        return ofContract(contract, implementation, mapper, ArgumentCheck.NONE);
    }

    /**
     * Does the same as {@link #ofContract(Class, Object, ValueMapper)}.
     *
     * @param check checks the arguments before a method of the implementation is called
     */
    public static AnnotatedMethods ofContract(
            Class<?> contract, Object implementation, ValueMapper mapper, ArgumentCheck check) {
        List<ProcedureMethod> procedures = new ArrayList<>();
        List<TopicMethod> topics = new ArrayList<>();
        for (ContractMethod method : ContractMethods.of(contract).methods()) {
            BoundMethod bound = BoundMethod.of(implementation, List.of(method.method()), mapper, check);
            if (method instanceof ContractMethod.OfProcedure procedure) {
                procedures.add(new ProcedureMethod(offer(procedure.procedure(), procedure.uri()), bound::invoke));
            } else if (method instanceof ContractMethod.OfEvent event) {
                topics.add(new TopicMethod(event.filter(), bound::deliver));
            }
        }
        if (procedures.isEmpty() && topics.isEmpty()) {
            throw new IllegalArgumentException(
                    contract.getName() + ": found no procedure and no method for events (expected at least one)");
        }
        return new AnnotatedMethods(procedures, topics);
    }

    /** Checks whether the method is to be bound. Methods of contracts that subscribe are not bound. */
    private static boolean isAnnotated(OverriddenMethods method) {
        return method.annotated(Procedure.class).isPresent()
                || method.annotated(Topic.class)
                        .filter(topic -> !isOfContract(topic) || !ContractMethods.subscribes(topic))
                        .isPresent();
    }

    private static boolean isOfContract(Method method) {
        return method.getDeclaringClass().isAnnotationPresent(Contract.class);
    }

    private static TopicFilter filter(Method method) {
        Topic topic = method.getAnnotation(Topic.class);
        return new TopicFilter(uri(method, topic.value()), topic.match(), topic.retained(), Optional.empty());
    }

    private static ProcedureOffer offer(Method method) {
        Procedure procedure = method.getAnnotation(Procedure.class);
        return offer(procedure, uri(method, procedure.value()));
    }

    private static String uri(Method method, String own) {
        return ContractMethods.uri(method.getDeclaringClass(), method, own);
    }

    private static ProcedureOffer offer(Procedure procedure, String uri) {
        return new ProcedureOffer(
                uri,
                procedure.match(),
                procedure.invoke(),
                procedure.discloseCaller(),
                false,
                procedure.concurrency(),
                false,
                procedure.inOrder());
    }
}
