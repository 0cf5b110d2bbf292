package io.aerostat.node.web;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A router with web services, a session of its own that offers procedures, and a client for HTTP. */
final class BridgedRealm implements AutoCloseable {
    final Router router;
    private final Client client;
    final Session session;
    final int port;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    BridgedRealm(Map<String, PathService> paths) throws Exception {
        this(Router.builder(), paths, WebOptions.DEFAULT);
    }

    BridgedRealm(RouterBuilder builder, Map<String, PathService> paths, WebOptions options) throws Exception {
        Role web = Role.withPermissions(
                "web", new Permission("com.example.", MatchPolicy.PREFIX, Set.of(Action.CALL, Action.PUBLISH)));
        router = builder.eventLoops(2)
                .realm("realm1", realm -> realm.role(web).role(Role.allowingAll("backend")))
                .listen(new Listener(
                        "web", new ListeningEndpoint.Tcp("127.0.0.1", 0), new Transport.Web(paths, options)))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        port = ((InetSocketAddress) router.addresses().get(0)).getPort();
        client = Client.builder()
                .router(router.local("backend", "backend"))
                .realm("realm1")
                .build();
        session = client.join().get(60, TimeUnit.SECONDS);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        client.close();
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }
}
