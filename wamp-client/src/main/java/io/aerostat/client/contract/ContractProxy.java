package io.aerostat.client.contract;

import io.aerostat.client.contract.ContractMethod.OfEvent;
import io.aerostat.client.contract.ContractMethod.OfProcedure;
import io.aerostat.client.contract.ContractMethod.OfSubscription;
import io.aerostat.client.session.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Implements the methods of a contract by requests of a session. Any thread. */
public final class ContractProxy implements InvocationHandler {
    /** How long a method that returns a value waits for the value. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final Class<?> contract;
    private final Map<Method, Action> actions = new HashMap<>();

    /** The action of one method of the proxy. */
    @FunctionalInterface
    interface Action {
        @Nullable
        Object run(@Nullable Object[] values) throws Throwable;
    }

    private ContractProxy(ContractMethods methods, Session session, Duration deadline) {
        this.contract = methods.contract();
        for (ContractMethod method : methods.methods()) {
            actions.put(method.method(), action(method, session, deadline));
        }
    }

    /** @throws IllegalArgumentException if the interface is not a contract that a proxy can implement */
    public static <T> T of(Class<T> contract, Session session, Duration deadline) {
        ContractMethods methods = ContractMethods.of(contract);
        methods.requireExactUris();
        ContractProxy handler = new ContractProxy(methods, session, deadline);
        Object proxy = Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler);
        handler.addDefaultMethods(proxy);
        return contract.cast(proxy);
    }

    private static Action action(ContractMethod method, Session session, Duration deadline) {
        if (method instanceof OfProcedure procedure) {
            return new CallAction(procedure, session, deadline);
        }
        if (method instanceof OfEvent event) {
            return new PublishAction(event, session, deadline);
        }
        return new SubscribeAction((OfSubscription) method, session, deadline);
    }

    /** Adds the default methods without annotations, which run their own code. */
    private void addDefaultMethods(Object proxy) {
        for (Method method : contract.getMethods()) {
            if (method.isDefault() && !actions.containsKey(method)) {
                MethodHandle code = special(method).bindTo(proxy);
                actions.put(method, code::invokeWithArguments);
            }
        }
    }

    private MethodHandle special(Method method) {
        try {
            Class<?> declaring = method.getDeclaringClass();
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .unreflectSpecial(method, declaring);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    contract.getName() + ": found the default method " + method.getName()
                            + ", which is not accessible (expected an open package)",
                    e);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] values = given == null ? NO_ARGUMENTS : given;
        Action action = actions.get(method);
        if (action != null) {
            return action.run(values);
        }
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == values[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "proxy of " + contract.getName();
            };
        }
        return same(method).run(values);
    }

    /** Returns the action of the overriding method for a method that a superinterface declares. */
    private Action same(Method method) {
        return actions.entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals(method.getName())
                        && Arrays.equals(entry.getKey().getParameterTypes(), method.getParameterTypes()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AbstractMethodError(method.toGenericString()));
    }
}
