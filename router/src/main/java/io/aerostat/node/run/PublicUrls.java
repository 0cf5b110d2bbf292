package io.aerostat.node.run;

import io.aerostat.node.config.PathService;
import io.aerostat.node.config.Transport;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.transport.BoundListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The URLs of a transport on this machine, for browsers and clients. */
final class PublicUrls {
    private static final List<String> ALL_INTERFACES = List.of("0.0.0.0", "::");

    private PublicUrls() {}

    /** Returns the URLs of a transport that listens: its page first, then its WebSocket services. */
    static List<String> of(Transport transport, BoundListener bound) {
        if (!(transport.endpoint().endpoint() instanceof ListeningEndpoint.Tcp tcp)) {
            return List.of();
        }
        String secure = tcp.tls().isPresent() ? "s" : "";
        String host = ALL_INTERFACES.contains(tcp.host()) ? "localhost" : tcp.host();
        String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + bound.port();
        List<String> urls = new ArrayList<>();
        if (transport instanceof Transport.Web web) {
            urls.addAll(ofPaths(web.web().paths(), secure, authority));
        } else if (transport instanceof Transport.WebSocket) {
            urls.add("ws" + secure + "://" + authority + "/");
        } else if (transport instanceof Transport.Universal universal) {
            universal.web().ifPresent(web -> urls.addAll(ofPaths(web.paths(), secure, authority)));
            universal.websockets().keySet().forEach(path -> urls.add(webSocket(path, secure, authority)));
        }
        return urls;
    }

    private static List<String> ofPaths(Map<String, PathService> paths, String secure, String authority) {
        List<String> urls = new ArrayList<>();
        if (paths.get("/") instanceof PathService.Fixed) {
            urls.add("http" + secure + "://" + authority + "/");
        }
        paths.forEach((path, service) -> {
            if (service instanceof PathService.WebSocket) {
                urls.add(webSocket(path, secure, authority));
            }
        });
        return urls;
    }

    private static String webSocket(String path, String secure, String authority) {
        return "ws" + secure + "://" + authority + "/" + (path.equals("/") ? "" : path);
    }
}
