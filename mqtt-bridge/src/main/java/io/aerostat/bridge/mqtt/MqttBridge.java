package io.aerostat.bridge.mqtt;

import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.Session;
import io.aerostat.component.Component;
import io.aerostat.component.ComponentContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A component that is a client of an MQTT broker. Its {@code extra} names the broker and two sets of topics: those from
 * which messages go to the realm, and those from which events go to the broker. The component is ready when the broker
 * has accepted the connection and all subscriptions.
 */
public final class MqttBridge implements Component {
    private final String name;
    private final BridgeOptions options;
    private final LoopMark mark;
    private final Drops drops;
    private volatile @Nullable BrokerConnection connection;

    public MqttBridge(ComponentContext context) {
        name = context.name();
        options = BridgeOptions.read(context.extra());
        mark = new LoopMark(options.broker().clientId());
        drops = new Drops(name);
    }

    @Override
    public CompletionStage<?> onJoin(Session session) {
        BrokerConnection opened = new BrokerConnection(name, options.broker());
        connection = opened;
        Inflow inflow = new Inflow(options.fromBroker(), session, mark, drops);
        Outflow outflow = new Outflow(opened, mark, drops, options.mostQueued());
        return opened.open(options.fromBroker(), inflow::accept)
                .thenCompose(connected -> CompletableFuture.allOf(options.toBroker().stream()
                        .map(route -> subscribe(session, route, outflow))
                        .toArray(CompletableFuture<?>[]::new)));
    }

    private static CompletableFuture<Subscription> subscribe(Session session, ToBroker route, Outflow outflow) {
        return session.subscribe(route.filter(), event -> outflow.accept(route, event));
    }

    /** Returns the number of messages that could not be passed on. */
    long dropped() {
        return drops.count();
    }

    @Override
    public void onLeave(Session session, CloseReason reason) {
        BrokerConnection opened = connection;
        connection = null;
        if (opened != null) {
            opened.close();
        }
    }
}
