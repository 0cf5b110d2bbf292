package io.aerostat.spring.client;

import io.aerostat.client.session.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** Makes a session that passes each method call to the session of the last start. */
final class PresentSession {
    private PresentSession() {}

    /** @param sessions returns the session that joined last, or throws an exception; called by each method */
    static Session of(Supplier<Session> sessions) {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, values) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> values != null && proxy == values[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "the present session";
                        };
                    }
                    try {
                        return method.invoke(sessions.get(), values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }
}
