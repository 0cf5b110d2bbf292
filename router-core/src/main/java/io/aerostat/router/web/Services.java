package io.aerostat.router.web;

import io.aerostat.router.link.ServiceAcceptor;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.web.exchange.WebService;
import io.aerostat.router.websocket.TrackingCookie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The services of a site by their complete paths, so that the next site can keep them. One thread adds the services
 * before the site serves requests; the thread that creates the next site reads them.
 */
final class Services {
    private Map<String, Made> before;
    private final Map<String, Made> made = new HashMap<>();
    private final List<Runnable> pending = new ArrayList<>();

    /**
     * One service.
     *
     * @param acceptor accepts the links of the service, if clients join there
     * @param cookie the cookie by which the service recognizes browsers
     */
    record Made(
            PathService description,
            WebService service,
            Optional<ServiceAcceptor> acceptor,
            Optional<TrackingCookie> cookie) {}

    Services() {
        this.before = Map.of();
    }

    Services(Services previous) {
        this.before = Map.copyOf(previous.made);
    }

    /** Returns the previous site's service at this path, or null if it has none. */
    @Nullable
    Made before(String path) {
        return before.get(path);
    }

    void put(String path, Made service) {
        made.put(path, service);
    }

    /**
     * Returns the acceptor for a path. If the previous site has an acceptor at this path, that acceptor is kept
     * with its connections, and takes over the new rules in {@link #begin}.
     */
    ServiceAcceptor acceptor(String path, ServiceAcceptor prepared) {
        Made old = before.get(path);
        if (old == null || old.acceptor().isEmpty()) {
            return prepared;
        }
        ServiceAcceptor present = old.acceptor().get();
        pending.add(() -> present.become(prepared));
        return present;
    }

    void begin() {
        pending.forEach(Runnable::run);
        pending.clear();
        before.forEach((path, old) -> {
            Made now = made.get(path);
            if (now == null || now.acceptor().isEmpty()) {
                old.acceptor().ifPresent(ServiceAcceptor::retire);
            }
        });
        before = Map.of();
    }

    void retire() {
        made.values().forEach(service -> service.acceptor().ifPresent(ServiceAcceptor::retire));
    }
}
