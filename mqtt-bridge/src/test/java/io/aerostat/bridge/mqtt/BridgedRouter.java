package io.aerostat.bridge.mqtt;

import io.aerostat.client.Client;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.Session;
import io.aerostat.component.ComponentContext;
import io.aerostat.mqtt.MqttProtocol;
import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.options.PayloadMapping;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A router with the realm of the bridge, and a realm whose MQTT listener is the broker. */
final class BridgedRouter implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final String REALM = "realm1";
    static final String BROKER = "broker";

    private static final Map<String, PayloadMapping> MAPPINGS =
            Map.of("", new PayloadMapping.Passthrough(), "json.", new PayloadMapping.Native(Serialization.JSON));

    private final List<Client> clients = new ArrayList<>();
    private final Router router;

    private BridgedRouter(Router router) {
        this.router = router;
    }

    static BridgedRouter start() throws Exception {
        Router router = Router.builder()
                .realm(REALM, realm -> realm.role(Role.allowingAll("anonymous")))
                .realm(BROKER, realm -> realm.role(Role.allowingAll("anonymous")))
                .listen(new Listener(
                        "mqtt",
                        new ListeningEndpoint.Tcp("127.0.0.1", 0),
                        MqttProtocol.transport(
                                new MqttOptions(BROKER, MAPPINGS, MqttLimits.DEFAULT), Access.ANONYMOUS)))
                .listen(Listener.webSocket(new ListeningEndpoint.Tcp("127.0.0.1", 0), Access.ANONYMOUS))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        return new BridgedRouter(router);
    }

    Router router() {
        return router;
    }

    int port(String listener) {
        return router.listeners().stream()
                .filter(open -> open.listener().name().equals(listener))
                .findFirst()
                .orElseThrow()
                .port();
    }

    Session join(String realm) throws Exception {
        Client client = Client.builder()
                .url("ws://127.0.0.1:" + port("websocket") + "/")
                .realm(realm)
                .reconnect(ReconnectOptions.OFF)
                .build();
        clients.add(client);
        return client.connect().await(DEADLINE);
    }

    /** Returns the context of a bridge to the broker of this router. */
    ComponentContext context(Map<String, Object> more) {
        Map<String, Object> extra = new HashMap<>(more);
        extra.putIfAbsent("broker", Map.of("host", "127.0.0.1", "port", port("mqtt"), "client_id", "bridge"));
        return new ComponentContext("bridge", REALM, new HashMap<>(extra));
    }

    @Override
    public void close() throws Exception {
        clients.forEach(Client::close);
        router.close(Duration.ofSeconds(10)).get(60, TimeUnit.SECONDS);
    }
}
