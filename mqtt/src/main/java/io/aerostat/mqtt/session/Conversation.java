package io.aerostat.mqtt.session;

import io.aerostat.mqtt.options.KeptSessionLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.packet.Packets;
import io.aerostat.mqtt.payload.Inbound;
import io.aerostat.mqtt.payload.MappingProcedures;
import io.aerostat.mqtt.payload.Mappings;
import io.aerostat.mqtt.payload.Outbound;
import io.aerostat.mqtt.payload.UnfitPayload;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.Sent;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates the packets of a joined client to WAMP messages of its session, and the messages of the session to
 * packets. Confined to the loop of the link.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final MqttLink link;
    private final MqttConnection connection;
    private final Connect connect;
    private final LinkHandler session;
    private final Clients clients;
    private final int takeOvers;
    private final Requests requests;
    private final Outgoing outgoing;
    private final Publications publications;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final Afterlife afterlife;
    private final int keptSessions;
    private @Nullable Will will;
    private Clients.@Nullable Name name;

    Conversation(
            MqttLink link,
            MqttConnection connection,
            BridgedConnection bridge,
            Connect connect,
            Packets packets,
            MqttOptions options,
            Mappings mappings,
            LinkHandler session) {
        this.link = link;
        this.connection = connection;
        this.connect = connect;
        this.will = connect.will();
        this.session = session;
        this.clients = bridge.shared(Clients.class, Clients::new);
        this.takeOvers = options.limits().takeOversPerMinute();
        this.requests = new Requests(session);
        KeptSessionLimits kept = options.limits().keptSessions();
        this.outgoing = new Outgoing(connection, connect, bridge.outboundBudget(), kept);
        this.afterlife = new Afterlife(this.link, this, connect, kept);
        this.keptSessions = kept.sessions();
        MappingProcedures procedures =
                bridge.shared(MappingProcedures.class, () -> new MappingProcedures(bridge.procedures()));
        Inbound inbound = new Inbound(mappings, bridge.decodeLimits(), options.realm(), procedures);
        this.publications = new Publications(requests, link, packets, inbound, bridge, options.limits());
        this.deliveries = new Deliveries(link, outgoing, session);
        this.subscriptions = new Subscriptions(
                requests,
                link,
                packets,
                new Outbound(mappings, options.realm(), procedures),
                deliveries,
                outgoing,
                publications,
                bridge.shared(SharedGroups.class, SharedGroups::new),
                options.realm(),
                connect);
    }

    Outgoing outgoing() {
        return outgoing;
    }

    /** Joins with the client id, unless too many connections replace each other. */
    Clients.Outcome join(WelcomeDetails details) {
        Clients.Name known = Clients.Name.of(details, connect.clientId());
        Clients.Outcome outcome = clients.join(known, link, takeOvers);
        if (outcome.joined()) {
            name = known;
        }
        return outcome;
    }

    /** Called when the session is established. The client has got CONNACK, unless its connection is already lost. */
    void begin(boolean isConnected) {
        if (isConnected) {
            outgoing.begin();
        } else {
            keepMessages();
        }
        if (will != null) {
            publications.will(will, this::testament);
        }
    }

    private void testament(@Nullable Publish publication, @Nullable UnfitPayload failure) {
        if (failure != null) {
            link.violate(Publications.reason(failure), "the will was refused: " + failure.getMessage());
        } else if (will != null) {
            session.onTestament(publication);
        }
    }

    void dropWill() {
        will = null;
        session.onTestament(null);
    }

    /** Publishes the will, if there is one, while the session continues. */
    void publishWill() {
        Will last = will;
        dropWill();
        if (last != null) {
            publications.publishWill(last);
        }
    }

    /** Publishes the will, if there is one without a delay. */
    void publishPromptWill() {
        if (will != null && will.delay() == 0) {
            publishWill();
        }
    }

    Afterlife afterlife() {
        return afterlife;
    }

    /**
     * Lets the session continue without a connection.
     *
     * @return false if the session must end, because the client has not asked for a longer session, or there are too
     *     many sessions without a connection
     */
    boolean goOn() {
        if (!afterlife.isWanted() || name == null) {
            return false;
        }
        Clients.Rest rest = clients.disconnected(name, link, link.transport().peer(), keptSessions);
        if (rest == Clients.Rest.REFUSED) {
            return false;
        }
        keepMessages();
        publishPromptWill();
        if (rest == Clients.Rest.KEPT) {
            afterlife.begin();
        } // otherwise, the connection that has replaced this one will take the session over
        return true;
    }

    /** Keeps messages with QoS 1 from now on, because there is no connection. */
    void keepMessages() {
        int dropped = outgoing.keep();
        if (dropped > 0) {
            LOG.warn("{}: {} messages exceed the limits of a session without a connection", link.transport(), dropped);
        }
        subscriptions.rest();
    }

    /** Runs a task after the messages that are now waiting for their conversion have been passed on. */
    void afterDeliveries(Runnable task) {
        deliveries.then(task);
    }

    /**
     * Returns the topic filters, and begins to remember publications, because the next connection takes over the
     * session.
     */
    List<Subscriptions.Filtered> prepareHandOver() {
        outgoing.remember();
        return subscriptions.filters();
    }

    void subscribeAgain(Subscriptions.Filtered filtered, Subscriptions.Outcome outcome) {
        if (filtered.isNoLocal()) {
            publications.rememberOwn();
        }
        subscriptions.add(filtered, false, outcome);
    }

    /**
     * Takes over the messages of an earlier connection.
     *
     * @param allowed checks whether the client may still get a message
     */
    void adopt(Outgoing.Left left, Predicate<Message> allowed) {
        int dropped = outgoing.adopt(left, allowed);
        if (dropped > 0) {
            LOG.warn(
                    "{}: {} messages of the earlier connection exceed the limits or permissions of this one",
                    link.transport(),
                    dropped);
        }
    }

    /** Called when the session has ended. */
    void close() {
        afterlife.stop();
        if (name != null) {
            clients.left(name, link);
        }
        deliveries.close();
        subscriptions.close();
    }

    /** Handles a packet. Returns false if a joined client must not send a packet of this type. */
    boolean handle(MqttMessage packet) {
        switch (packet.fixedHeader().messageType()) {
            case PUBLISH -> publications.publish((MqttPublishMessage) packet);
            case PUBACK -> outgoing.acknowledged(((MqttMessageIdVariableHeader) packet.variableHeader()).messageId());
            case SUBSCRIBE -> subscriptions.subscribe((MqttSubscribeMessage) packet);
            case UNSUBSCRIBE -> subscriptions.unsubscribe((MqttUnsubscribeMessage) packet);
            case PINGREQ -> connection.pong();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Handles a message of the session. */
    Sent write(WampMessage message, boolean isRetention) {
        if (message instanceof Event event) {
            return subscriptions.deliver(event, isRetention);
        }
        if (message instanceof Published published) {
            publications.published(published);
        } else if (!(message instanceof ErrorMessage error && publications.refused(error))) {
            requests.answered(message.request(), message);
        }
        return Sent.OK;
    }
}
