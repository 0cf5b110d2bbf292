package io.aerostat.router.transport;

import io.aerostat.router.connection.AcceptorFactory;
import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.WampService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listener's transport over which clients join, with its acceptor. When the listener changes, the acceptor
 * stays with its connections and gets other rules. Immutable; any thread.
 *
 * @param rules the acceptor whose rules apply once the change takes effect; null if the rules do not change
 */
record Service<T extends WampService>(
        T options, ServiceAcceptor acceptor, @Nullable ServiceAcceptor rules) {

    /** Makes the service of a new or changed listener. May block. */
    static <T extends WampService> Service<T> of(T options, Optional<Service<T>> before, AcceptorFactory acceptors) {
        if (before.isPresent() && before.get().options().equals(options)) {
            return new Service<>(options, before.get().acceptor(), null);
        }
        ServiceAcceptor prepared = acceptors.create(options.access(), Optional.empty());
        return before.isPresent()
                ? new Service<>(options, before.get().acceptor(), prepared)
                : new Service<>(options, prepared, null);
    }

    /** Called when a changed listener takes effect. */
    static <T extends WampService> void begin(Optional<Service<T>> present, Optional<Service<T>> before) {
        if (present.isEmpty()) {
            before.ifPresent(Service::retire);
        } else if (present.get().rules() != null) {
            present.get().acceptor().become(present.get().rules());
        }
    }

    void retire() {
        acceptor.retire();
    }
}
