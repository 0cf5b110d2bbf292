package io.aerostat.bridge.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientReconnector;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import io.reactivex.schedulers.Schedulers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the broker. The first attempt must succeed. Later, the connection is reopened after each loss, with
 * growing delays between the attempts. Any thread.
 */
final class BrokerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(MqttBridge.class);

    private static final int LONGEST_DELAY_SECONDS = 60;
    private static final int MOST_DOUBLINGS = 6;
    private static final int CLOSE_SECONDS = 3;
    private static final int RECEIVE_MAXIMUM = 256;

    private final String bridge;
    private final Broker broker;
    private final ExecutorService callbacks;
    private final Mqtt5AsyncClient client;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
    /** Completes when the next attempt to connect is due, or when the connection is closed first. */
    private volatile CompletableFuture<Void> nextAttempt = CompletableFuture.completedFuture(null);

    private enum State {
        /** The broker has not accepted any connection yet. */
        OPENING,
        OPEN,
        CLOSED
    }

    BrokerConnection(String bridge, Broker broker) {
        this.bridge = bridge;
        this.broker = broker;
        MqttClientSslConfig tls = broker.tls().map(BrokerTls::config).orElse(null);
        Schedulers.start(); // the library starts them anyway; close() ends them
        this.callbacks = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "mqtt-bridge-" + bridge);
            thread.setDaemon(true);
            return thread;
        });
        this.client = client(tls);
    }

    private Mqtt5AsyncClient client(@Nullable MqttClientSslConfig tls) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(broker.clientId())
                // The credentials are not set in CONNECT, because the client would connect again without them.
                .simpleAuth(broker.user().map(this::credentials).orElse(null))
                .transportConfig()
                .serverHost(broker.host())
                .serverPort(broker.port())
                .socketConnectTimeout(broker.timeoutSeconds(), TimeUnit.SECONDS)
                .mqttConnectTimeout(broker.timeoutSeconds(), TimeUnit.SECONDS)
                .sslConfig(tls)
                .applyTransportConfig()
                .executorConfig()
                .nettyThreads(1)
                .applicationScheduler(Schedulers.from(callbacks))
                .applyExecutorConfig()
                .addConnectedListener(context -> connected())
                .addDisconnectedListener(this::disconnected)
                .buildAsync();
    }

    private void connected() {
        if (state.compareAndSet(State.OPENING, State.OPEN) || state.get() == State.OPEN) {
            LOG.info("bridge {}: connected to {}", bridge, broker.address());
        } else {
            client.disconnect(); // close() was called during this attempt, which the library cannot cancel
        }
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        if (state.get() != State.OPEN || context.getSource() == MqttDisconnectSource.USER) {
            return;
        }
        int attempts = context.getReconnector().getAttempts();
        int delay = Math.min(LONGEST_DELAY_SECONDS, 1 << Math.min(attempts, MOST_DOUBLINGS));
        LOG.warn(
                "bridge {}: no connection to {}: {}; next attempt in {} s",
                bridge,
                broker.address(),
                Causes.text(context.getCause()),
                delay);
        CompletableFuture<Void> due = new CompletableFuture<>();
        nextAttempt = due;
        MqttClientReconnector reconnector = context.getReconnector();
        // The wait does not use delay(), because the library cannot end such a wait, and would connect after close().
        reconnector
                .delay(0, TimeUnit.SECONDS)
                .reconnectWhen(
                        due.completeOnTimeout(null, delay, TimeUnit.SECONDS),
                        (none, failure) -> reconnector.reconnect(state.get() == State.OPEN))
                .resubscribeIfSessionExpired(true)
                .republishIfSessionExpired(true);
    }

    /**
     * Connects and subscribes.
     *
     * @param arrived gets each message, one after the other; must acknowledge it
     * @return fails with a text for people if the broker cannot be reached or refuses something
     */
    CompletionStage<Void> open(List<FromBroker> topics, Consumer<Mqtt5Publish> arrived) {
        // The callback is set before the connection exists, because the broker may have kept messages for the session.
        client.publishes(MqttGlobalPublishFilter.ALL, arrived, callbacks, true);
        return client.connect(connect())
                .thenCompose(accepted ->
                        topics.isEmpty() ? CompletableFuture.<Void>completedFuture(null) : subscribe(topics))
                .<Void>handle((done, failure) -> {
                    if (failure != null) {
                        throw new IllegalStateException(broker.address() + ": " + Causes.text(failure), failure);
                    }
                    return null;
                });
    }

    private Mqtt5Connect connect() {
        return Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(broker.sessionExpirySeconds())
                .keepAlive(broker.keepAliveSeconds())
                .restrictions()
                .receiveMaximum(RECEIVE_MAXIMUM)
                .applyRestrictions()
                .build();
    }

    private Mqtt5SimpleAuth credentials(String user) {
        Mqtt5SimpleAuth alone = Mqtt5SimpleAuth.builder().username(user).build();
        return broker.password()
                .map(password -> Mqtt5SimpleAuth.builder()
                        .username(user)
                        .password(password.getBytes(StandardCharsets.UTF_8))
                        .build())
                .orElse(alone);
    }

    private CompletableFuture<Void> subscribe(List<FromBroker> topics) {
        Mqtt5Subscribe subscribe = Mqtt5Subscribe.builder()
                .addSubscriptions(
                        topics.stream().map(BrokerConnection::subscription).toList())
                .build();
        return client.subscribe(subscribe)
                .orTimeout(broker.timeoutSeconds(), TimeUnit.SECONDS)
                .thenAccept(answer -> check(topics, answer));
    }

    private static Mqtt5Subscription subscription(FromBroker topics) {
        return Mqtt5Subscription.builder()
                .topicFilter(topics.filter())
                .qos(topics.qos() > 0 ? MqttQos.AT_LEAST_ONCE : MqttQos.AT_MOST_ONCE)
                .noLocal(true)
                .retainAsPublished(true)
                .retainHandling(topics.retain() ? Mqtt5RetainHandling.SEND : Mqtt5RetainHandling.DO_NOT_SEND)
                .build();
    }

    private static void check(List<FromBroker> topics, Mqtt5SubAck answer) {
        for (int i = 0; i < topics.size(); i++) {
            if (answer.getReasonCodes().get(i).isError()) {
                throw new IllegalStateException("the broker refuses the subscription to "
                        + topics.get(i).filter() + ": "
                        + answer.getReasonCodes().get(i));
            }
        }
    }

    boolean isConnected() {
        return client.getState().isConnected();
    }

    CompletableFuture<Mqtt5PublishResult> publish(Mqtt5Publish message) {
        return client.publish(message);
    }

    /** Closes the connection and ends all threads. Blocks for a few seconds at most. */
    void close() {
        state.set(State.CLOSED);
        nextAttempt.complete(null);
        client.disconnect()
                .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOG.debug("bridge {}: closed without DISCONNECT", bridge, failure);
                    return null;
                })
                .join();
        callbacks.shutdown();
        Schedulers.shutdown();
    }
}
