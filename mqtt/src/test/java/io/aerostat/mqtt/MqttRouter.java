package io.aerostat.mqtt;

import io.aerostat.client.Client;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.Session;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.realm.DroppedEvents;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A router for tests, with listeners for MQTT, for MQTT over WebSocket, and for WAMP over WebSocket. */
final class MqttRouter implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final String REALM = "realm1";

    private final Router router;

    private MqttRouter(Router router) {
        this.router = router;
    }

    static MqttRouter start(MqttOptions options, Access access, Role... roles) throws Exception {
        Router router = Router.builder()
                .realm(REALM, realm -> {
                    for (Role role : roles) {
                        realm.role(role);
                    }
                })
                .listen(new Listener(
                        "mqtt", new ListeningEndpoint.Tcp("127.0.0.1", 0), MqttProtocol.transport(options, access)))
                .listen(new Listener(
                        "web",
                        new ListeningEndpoint.Tcp("127.0.0.1", 0),
                        new Transport.Web(Map.of("mqtt", MqttProtocol.webSocket(options, access)))))
                .listen(Listener.webSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), Access.ANONYMOUS))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        return new MqttRouter(router);
    }

    /** Starts a router for anonymous clients that may do everything. */
    static MqttRouter start(UnaryOperator<MqttOptions> options) throws Exception {
        return start(options.apply(new MqttOptions(REALM)), Access.ANONYMOUS, Role.allowingAll("anonymous"));
    }

    Router router() {
        return router;
    }

    DroppedEvents dropped() {
        return router.statistics().realms().stream()
                .filter(realm -> realm.name().equals(REALM))
                .findFirst()
                .orElseThrow()
                .droppedEvents();
    }

    int port() {
        return port("mqtt");
    }

    int webPort() {
        return port("web");
    }

    private int port(String listener) {
        return router.listeners().stream()
                .filter(open -> open.listener().name().equals(listener))
                .findFirst()
                .orElseThrow()
                .port();
    }

    Client client() {
        return Client.builder()
                .url("ws://127.0.0.1:" + port("websocket") + "/")
                .realm(REALM)
                .reconnect(ReconnectOptions.OFF)
                .build();
    }

    Session join(Client client) throws Exception {
        return client.connect().await(DEADLINE);
    }

    @Override
    public void close() throws Exception {
        router.close(Duration.ofSeconds(10)).get(60, TimeUnit.SECONDS);
    }
}
