package io.aerostat.node.run;

import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The URLs of a listener on this machine, for browsers and clients. */
final class PublicUrls {
    private static final List<String> ALL_INTERFACES = List.of("0.0.0.0", "::");

    private PublicUrls() {}

    /** Returns the URLs of a listener: its page first, then its WebSocket services. */
    static List<String> of(BoundListener bound) {
        Listener listener = bound.listener();
        Optional<Transport.Web> web = listener.transport().web();
        if (web.isEmpty() || !(listener.endpoint() instanceof ListeningEndpoint.Tcp tcp)) {
            return List.of();
        }
        String secure = tcp.tls().isPresent() ? "s" : "";
        String host = ALL_INTERFACES.contains(tcp.host()) ? "localhost" : tcp.host();
        String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + bound.port();
        List<String> urls = new ArrayList<>();
        Map<String, PathService> paths = web.get().paths();
        PathService root = paths.get("/");
        if (root != null && root.isPage()) {
            urls.add("http" + secure + "://" + authority + "/");
        }
        paths.forEach((path, service) -> {
            if (service instanceof PathService.WebSocket) {
                urls.add("ws" + secure + "://" + authority + "/" + (path.equals("/") ? "" : path));
            }
        });
        return urls;
    }
}
