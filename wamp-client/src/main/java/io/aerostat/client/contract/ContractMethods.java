package io.aerostat.client.contract;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.contract.ContractMethod.OfEvent;
import io.aerostat.client.contract.ContractMethod.OfProcedure;
import io.aerostat.client.contract.ContractMethod.OfSubscription;
import io.aerostat.client.contract.ResultType.Form;
import io.aerostat.client.error.declared.DeclaredError;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.uri.MatchPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The methods of a contract with {@link Procedure} or {@link Topic}. Immutable; any thread.
 *
 * @param contract the interface
 */
public record ContractMethods(Class<?> contract, List<ContractMethod> methods) {
    /** The types of parameters whose values cannot be sent. */
    private static final List<Class<?>> UNSENDABLE = List.of(
            Invocation.class,
            Event.class,
            Arguments.class,
            Consumer.class,
            Flow.Publisher.class,
            Flow.Subscriber.class,
            CompletionStage.class);

    private static final Set<Type> PUBLICATION_IDS = Set.of(long.class, Long.class);

    public ContractMethods {
        methods = List.copyOf(methods);
    }

    /** @throws IllegalArgumentException if the interface is not a contract; the message names every problem */
    public static ContractMethods of(Class<?> contract) {
        if (!contract.isInterface() || !contract.isAnnotationPresent(Contract.class)) {
            throw new IllegalArgumentException(
                    contract.getName() + ": found no interface with @Contract (expected one)");
        }
        List<ContractMethod> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Method method : declared(contract)) {
            try {
                read(contract, method).ifPresent(found::add);
            } catch (IllegalArgumentException e) {
                problems.add(name(method) + ": " + e.getMessage());
            }
        }
        problems.addAll(duplicates(found));
        if (found.isEmpty() && problems.isEmpty()) {
            problems.add("found no method with @Procedure or @Topic (expected at least one)");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(contract.getName() + ": " + String.join("; ", problems));
        }
        return new ContractMethods(contract, found);
    }

    /** Returns the whole URI of a method: the URI of the interface that declares it, followed by {@code own}. */
    public static String uri(Class<?> contract, Method method, String own) {
        Contract declaring = method.getDeclaringClass().getAnnotation(Contract.class);
        Contract effective = declaring == null ? contract.getAnnotation(Contract.class) : declaring;
        return effective == null || effective.value().isEmpty() ? own : effective.value() + "." + own;
    }

    /** Checks whether a method with {@link Topic} subscribes when a proxy is called. */
    public static boolean subscribes(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return parameters.length == 0
                ? method.getReturnType() == Flow.Publisher.class
                : parameters.length == 1 && parameters[0] == Consumer.class;
    }

    private static List<Method> declared(Class<?> contract) {
        return Arrays.stream(contract.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList();
    }

    private static Optional<ContractMethod> read(Class<?> contract, Method method) {
        Procedure procedure = method.getAnnotation(Procedure.class);
        Topic topic = method.getAnnotation(Topic.class);
        if (procedure != null && topic != null) {
            throw new IllegalArgumentException("found @Procedure and @Topic (expected one of them)");
        }
        if (procedure == null && topic == null) {
            if (method.isDefault()) {
                return Optional.empty();
            }
            throw new IllegalArgumentException("found neither @Procedure nor @Topic (expected one of them)");
        }
        refuseTypeVariables(method);
        return Optional.of(procedure != null ? procedure(contract, method, procedure) : topic(contract, method, topic));
    }

    private static OfProcedure procedure(Class<?> contract, Method method, Procedure procedure) {
        requireValues(method);
        Stream<Class<?>> errors = Stream.concat(
                Arrays.stream(method.getExceptionTypes()),
                Arrays.stream(contract.getAnnotation(Contract.class).errors()));
        return new OfProcedure(
                method,
                uri(contract, method, procedure.value()),
                procedure,
                ResultType.of(method.getGenericReturnType()),
                errors.filter(DeclaredError::isDeclared).map(DeclaredError::of).toList());
    }

    private static ContractMethod topic(Class<?> contract, Method method, Topic topic) {
        TopicFilter filter = new TopicFilter(
                uri(contract, method, topic.value()), topic.match(), topic.retained(), Optional.empty());
        ResultType result = ResultType.of(method.getGenericReturnType());
        if (subscribes(method)) {
            if (method.getParameterCount() == 0) {
                return new OfSubscription(method, filter, result, result.content());
            }
            if (result.form() == Form.STREAM || result.content() != Subscription.class) {
                throw new IllegalArgumentException(
                        "found the result " + result.content().getTypeName()
                                + " (expected Subscription or a future of it, because the parameter is a Consumer)");
            }
            Type event = ResultType.content(method.getGenericParameterTypes()[0]);
            return new OfSubscription(method, filter, result, event);
        }
        requireValues(method);
        if (result.form() == Form.STREAM || !result.isNothing() && !PUBLICATION_IDS.contains(result.content())) {
            throw new IllegalArgumentException("found the result "
                    + result.content().getTypeName() + " (expected void, or long for the id of the publication)");
        }
        return new OfEvent(method, filter, result);
    }

    private static void requireValues(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        for (int i = 0; i < parameters.length; i++) {
            for (Class<?> unsendable : UNSENDABLE) {
                if (unsendable.isAssignableFrom(parameters[i])) {
                    throw new IllegalArgumentException("parameter " + i + ": found " + unsendable.getSimpleName()
                            + " (expected a value that can be sent)");
                }
            }
        }
        Sending.of(method);
    }

    private static void refuseTypeVariables(Method method) {
        Stream.concat(Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes()))
                .filter(ContractMethods::isVariable)
                .findFirst()
                .ifPresent(type -> {
                    throw new IllegalArgumentException(
                            "found the type variable in " + type.getTypeName() + " (expected only known types)");
                });
    }

    private static boolean isVariable(Type type) {
        return type instanceof TypeVariable
                || type instanceof ParameterizedType parameterized
                        && Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(ContractMethods::isVariable);
    }

    /**
     * Two methods may share a topic, because one may publish and the other subscribe. Two methods cannot share a
     * procedure.
     */
    private static List<String> duplicates(List<ContractMethod> found) {
        List<String> problems = new ArrayList<>();
        Map<String, Method> known = new LinkedHashMap<>();
        for (ContractMethod method : found) {
            if (method instanceof OfProcedure procedure) {
                String key = procedure.procedure().match() + " " + method.uri();
                Method other = known.putIfAbsent(key, method.method());
                if (other != null) {
                    problems.add(name(method.method()) + ": found the procedure " + method.uri() + ", as at "
                            + name(other) + " (expected another one)");
                }
            }
        }
        return problems;
    }

    /**
     * @throws IllegalArgumentException if the URI of a method is a pattern, which a proxy can neither call nor publish
     *     to
     */
    void requireExactUris() {
        for (ContractMethod method : methods) {
            boolean isPattern = method instanceof OfProcedure procedure
                    ? procedure.procedure().match() != MatchPolicy.EXACT
                    : method instanceof OfEvent event && event.filter().match() != MatchPolicy.EXACT;
            if (isPattern) {
                throw new IllegalArgumentException(contract.getName() + ": " + name(method.method())
                        + ": found a pattern (expected one URI, because a proxy calls or publishes to it)");
            }
        }
    }

    private static String name(Method method) {
        return method.getName() + "("
                + String.join(
                        ", ",
                        Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList())
                + ")";
    }
}
