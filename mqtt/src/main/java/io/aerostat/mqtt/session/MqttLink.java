package io.aerostat.mqtt.session;

import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.packet.PacketHandler;
import io.aerostat.mqtt.packet.Packets;
import io.aerostat.mqtt.packet.Reason;
import io.aerostat.mqtt.payload.Mappings;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.Sent;
import io.aerostat.router.session.TransportInfo;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.jspecify.annotations.Nullable;

/**
 * The link of one MQTT client: leads the client from CONNECT to the end of its session, which may outlive the
 * connection. Its {@link Conversation} handles the packets and messages in between. Confined to the loop of the
 * connection.
 */
public final class MqttLink extends ConnectionLink implements PacketHandler {
    private final MqttOptions options;
    private final Mappings mappings;
    private final HeldPackets held = new HeldPackets();
    private final Takeover takeover = new Takeover(this);

    private LinkState state = LinkState.AWAITING_CONNECT;
    private boolean connected = true;
    private boolean hasBegun; // whether the session is established, so that packets of the client can follow
    private boolean leaving; // whether the router has ended the session
    private Farewell farewell;
    private @Nullable Client client;

    /** Creates the link of a new connection. */
    public MqttLink(MqttConnection connection, BridgedConnection bridge, MqttOptions options, Mappings mappings) {
        super(connection, bridge);
        this.options = options;
        this.mappings = mappings;
        this.farewell = new Farewell(connection, new Packets(false, false));
    }

    @Override
    public void onPacket(MqttMessage packet) {
        if (isDone()) {
            return;
        }
        if (state == LinkState.AWAITING_CONNECT) {
            if (packet instanceof MqttConnectMessage connect) {
                connect(connect);
            } else {
                refuse("found " + packet.fixedHeader().messageType() + " (expected CONNECT)");
            }
        } else if (!hasBegun || isPaused() || !held.isEmpty()) {
            held.add(packet);
        } else {
            handle(packet);
        }
    }

    private void connect(MqttConnectMessage message) {
        connection().connectArrived();
        TransportInfo transport = describe();
        Connect connect = Connect.read(message, options.limits(), connection().isBridge());
        Packets packets = new Packets(connect.isVersion5(), connect.wantsReasons());
        farewell = new Farewell(connection(), packets);
        Reason objection = connect.objection();
        if (objection != null) {
            refuse(objection, "found an option in CONNECT that this router does not support");
            return;
        }
        String full = admit();
        if (full != null) {
            refuse(Reason.CONNECTION_RATE_EXCEEDED, full);
            return;
        }
        state = LinkState.JOINING;
        connection().pauseReading();
        LinkHandler session = bridge().acceptor().accept(this);
        Conversation conversation =
                new Conversation(this, connection(), bridge(), connect, packets, options, mappings, session);
        Joining joining = new Joining(connect, options, transport);
        client = new Client(joining, session, conversation, session.traffic(), packets);
        session.onMessage(joining.hello());
    }

    private void refuse(Reason reason, @Nullable String text) {
        Farewell.log(transport(), reason, text);
        farewell.refuse(reason, text);
        end(reason.name());
    }

    /** Closes the connection of a client that does not speak MQTT. The client gets no answer. */
    private void refuse(String text) {
        Farewell.log(transport(), Reason.PROTOCOL_ERROR, text);
        end(text);
    }

    private void handle(MqttMessage packet) {
        client().traffic().countReceived(packet.fixedHeader().remainingLength());
        MqttMessageType type = packet.fixedHeader().messageType();
        if (type == MqttMessageType.DISCONNECT) {
            disconnected(packet);
        } else if (!conversation().handle(packet)) {
            violate(Reason.PROTOCOL_ERROR, "found " + type + " (expected a packet of a joined client)");
        }
    }

    private void disconnected(MqttMessage packet) {
        Conversation conversation = conversation();
        long expiry = Packets.sessionExpiry(packet);
        if (expiry >= 0 && !conversation.afterlife().change(expiry)) {
            violate(Reason.PROTOCOL_ERROR, "found a session expiry in DISCONNECT (expected one in CONNECT as well)");
            return;
        }
        if (!Packets.asksForWill(packet)) {
            conversation.dropWill();
        }
        if (!conversation.afterlife().isWanted()) {
            session().onMessage(new Goodbye(CloseDetails.NONE, CloseUris.NORMAL));
        }
        leaveConnection("the client sent DISCONNECT");
    }

    /** Tells the client why its connection ends, and ends the connection. */
    void violate(Reason reason, String text) {
        if (isDone()) {
            return;
        }
        Farewell.log(transport(), reason, text);
        farewell.end(reason, text);
        leaveConnection(reason.name() + ": " + text);
    }

    @Override
    public void onMalformed(MqttMessage packet, Throwable cause) {
        if (isDone()) {
            return;
        }
        Reason reason = Reason.ofMalformed(cause);
        String text = String.valueOf(cause.getMessage());
        if (state != LinkState.AWAITING_CONNECT) {
            violate(reason, text);
        } else if (reason == Reason.UNSUPPORTED_VERSION || reason == Reason.CLIENT_ID_NOT_VALID) {
            refuse(reason, text);
        } else {
            refuse(text);
        }
    }

    @Override
    public void onSilence() {
        violate(Reason.KEEP_ALIVE_TIMEOUT, "the client was silent for one and a half times its keep alive");
    }

    @Override
    public void onNoConnect() {
        refuse("found no CONNECT in time");
    }

    /** Called when the connection has ended. The messages that have arrived over it are still published. */
    @Override
    public void onClosed(String reason) {
        afterConversions(() -> leaveConnection(reason));
    }

    /** Ends the connection. The session continues if the client has requested this. */
    private void leaveConnection(String reason) {
        if (isDone()) {
            return;
        }
        boolean isEstablished = state == LinkState.JOINED || state == LinkState.RESUMING;
        if (isEstablished && !leaving && (conversation().goOn() || takeover.isAwaited())) {
            disconnect(reason);
        } else {
            end(reason);
        }
    }

    /** Ends the connection, but not the session. */
    void disconnect(String reason) {
        connected = false;
        settle();
        held.clear();
        connection().close(reason);
    }

    /** Ends the link: closes the connection, and notifies the session. Idempotent. */
    void end(String reason) {
        if (state == LinkState.CLOSED) {
            return;
        }
        LinkState before = state;
        state = LinkState.CLOSED;
        disconnect(reason);
        if (client != null) {
            conversation().close();
            // Runs in a separate task, because the session may be writing to this link.
            loop().execute(() -> session().onClosed(reason));
        }
        takeover.ended(before == LinkState.RESUMING);
    }

    @Override
    Sent write(WampMessage message, boolean isRetention) {
        assert loop().inEventLoop() : "write outside of the link's event loop";
        if (state == LinkState.CLOSED) {
            return Sent.CLOSED;
        }
        client().traffic().countSent(0);
        if (message instanceof Welcome welcome) {
            welcome(welcome.details());
        } else if (message instanceof Abort abort) {
            leaving = true;
            farewell.end(abort, state == LinkState.JOINED ? null : client().joining());
        } else if (message instanceof Goodbye goodbye) {
            // CloseUris.GOODBYE_AND_OUT is the answer to the client's DISCONNECT.
            if (!goodbye.reason().equals(CloseUris.GOODBYE_AND_OUT)) {
                leaving = true;
                farewell.end(goodbye);
                // MQTT clients do not answer DISCONNECT, so the link answers GOODBYE in place of the client.
                later(new Goodbye(CloseDetails.NONE, CloseUris.GOODBYE_AND_OUT));
            }
        } else if (message.type() == WampMessage.Type.CHALLENGE) {
            later(client().joining().authenticate());
        } else {
            return conversation().write(message, isRetention);
        }
        return Sent.OK;
    }

    private void later(WampMessage answer) {
        loop().execute(() -> session().onMessage(answer));
    }

    private void welcome(WelcomeDetails details) {
        Joining joined = client().joining();
        Clients.Outcome outcome = conversation().join(details);
        if (!outcome.joined()) {
            refuse(Reason.CONNECTION_RATE_EXCEEDED, "too many connections with one client id replace each other");
            return;
        }
        MqttLink earlier = outcome.replaced();
        if (earlier == null) {
            accept(false);
        } else if (joined.connect().isClean()) {
            earlier.loop().execute(earlier.takeover()::replace);
            accept(false);
        } else {
            state = LinkState.RESUMING;
            takeover.resume(earlier);
        }
    }

    /** Tells the client that it has joined. */
    void accept(boolean isResumed) {
        if (state == LinkState.CLOSED) {
            return;
        }
        state = LinkState.JOINED;
        if (connected) {
            if (!isPaused()) {
                connection().resumeReading();
            }
            Joining joined = client().joining();
            connection()
                    .write(client().packets()
                            .connectionAccepted(isResumed, joined.properties(bridge().maxMessageSize())));
            connection().accept(joined.connect().keepAlive());
            settle();
        }
        // Runs in a separate task, because the session is not established before the caller returns.
        loop().execute(this::begin);
    }

    /** Tells the client that another connection has its client id. */
    void tellTakenOver() {
        farewell.end(Reason.SESSION_TAKEN_OVER, Takeover.REASON);
    }

    private void begin() {
        if (state == LinkState.JOINED) {
            hasBegun = true;
            conversation().begin(connected);
        }
        handleHeld();
        takeover.begun();
    }

    @Override
    void handleHeld() {
        held.drain(() -> hasBegun && !isPaused() && !isDone(), this::handle);
    }

    Takeover takeover() {
        return takeover;
    }

    LinkState state() {
        return state;
    }

    boolean isConnected() {
        return connected;
    }

    @Override
    boolean isDone() {
        return state == LinkState.CLOSED || !connected;
    }

    Conversation conversation() {
        return client().conversation();
    }

    LinkHandler session() {
        return client().session();
    }

    @Override
    @Nullable
    Outgoing outgoing() {
        return client == null ? null : client.conversation().outgoing();
    }

    @Override
    public void close(LinkClose reason) {
        end("closed by the router: " + reason);
    }

    private Client client() {
        if (client == null) {
            throw new IllegalStateException("found no CONNECT (expected one before any other step)");
        }
        return client;
    }
}
