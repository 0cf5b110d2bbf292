package io.aerostat.spring.aot;

import io.aerostat.client.session.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Registers the bean of the session, a proxy that calls the session of the latest start of the application. */
final class SessionHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.proxies().registerJdkProxy(Session.class);
        hints.reflection().registerType(Session.class, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
