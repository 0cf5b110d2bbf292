package io.aerostat.node.run;

import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the URLs by which browsers and clients on this machine reach a listener, and the address that the log shows.
 */
final class PublicUrls {
    private static final List<String> ALL_INTERFACES = List.of("0.0.0.0", "::");

    private PublicUrls() {}

    /** Returns the URLs of a listener: its page first, then its WebSocket services. */
    static List<String> of(BoundListener bound) {
        Optional<Transport.Web> web = bound.listener().transport().web();
        if (web.isEmpty()) {
            return List.of();
        }
        return bound.listener().endpoint().accept(new ListeningEndpoint.Visitor<>() {
            @Override
            public List<String> tcp(ListeningEndpoint.Tcp tcp) {
                return of(web.get(), tcp, bound.port());
            }

            @Override
            public List<String> unix(ListeningEndpoint.Unix unix) {
                return List.of(); // browsers cannot connect to socket files
            }
        });
    }

    private static List<String> of(Transport.Web web, ListeningEndpoint.Tcp tcp, int port) {
        String secure = tcp.tls().isPresent() ? "s" : "";
        String host = ALL_INTERFACES.contains(tcp.host()) ? "localhost" : tcp.host();
        String authority = bracketed(host) + ":" + port;
        List<String> urls = new ArrayList<>();
        Map<String, PathService> paths = web.paths();
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

    /** Returns the address of a listener, for the log. */
    static String address(BoundListener bound) {
        return bound.listener().endpoint().accept(new ListeningEndpoint.Visitor<>() {
            @Override
            public String tcp(ListeningEndpoint.Tcp tcp) {
                return (tcp.tls().isPresent() ? "tls://" : "tcp://") + bracketed(tcp.host()) + ":" + bound.port();
            }

            @Override
            public String unix(ListeningEndpoint.Unix unix) {
                return "unix://" + unix.path();
            }
        });
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
