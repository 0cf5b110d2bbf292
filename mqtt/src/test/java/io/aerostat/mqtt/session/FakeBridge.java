package io.aerostat.mqtt.session;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.router.bridge.BridgedConnection;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.TransportInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A router that welcomes every client, and sends each publication to every subscription of its publisher. */
final class FakeBridge implements BridgedConnection {
    private final Map<Class<?>, Object> shared = new HashMap<>();
    private int open;
    private String forbidden = "";

    /** Returns the number of sessions that have not ended. */
    int open() {
        return open;
    }

    /** Refuses subscriptions to a topic from now on. */
    void forbid(String topic) {
        forbidden = topic;
    }

    @Override
    public @Nullable String admit() {
        return null;
    }

    @Override
    public void settled() {}

    @Override
    public TransportInfo transport() {
        return TransportInfo.local();
    }

    @Override
    public LinkAcceptor acceptor() {
        return link -> {
            open++;
            return new Session(link);
        };
    }

    @Override
    public Duration handshakeTimeout() {
        return Duration.ofMinutes(1);
    }

    @Override
    public int maxMessageSize() {
        return 4_096;
    }

    @Override
    public long outboundBudget() {
        return 65_536;
    }

    @Override
    public DecodeLimits decodeLimits() {
        return DecodeLimits.DEFAULT;
    }

    @Override
    public ProcedureCaller procedures() {
        return (realm, procedure, arguments) -> {
            throw new IllegalStateException("found a call of " + procedure + " (expected none)");
        };
    }

    @Override
    public <T> T shared(Class<T> type, Supplier<T> maker) {
        return type.cast(shared.computeIfAbsent(type, same -> maker.get()));
    }

    private final class Session implements LinkHandler {
        private final Link link;
        private long subscriptions;

        Session(Link link) {
            this.link = link;
        }

        @Override
        public void onMessage(WampMessage message) {
            if (message instanceof Hello hello) {
                link.write(new Welcome(
                        1,
                        new WelcomeDetails(
                                Roles.NONE, "fake", hello.realm(), "ann", "user", "anonymous", "fake", Map.of())));
            } else if (message instanceof Subscribe subscribe
                    && subscribe.topic().equals(forbidden)) {
                link.write(new ErrorMessage(
                        Subscribe.CODE,
                        subscribe.request(),
                        ErrorDetails.NONE,
                        ErrorUris.NOT_AUTHORIZED,
                        Payload.EMPTY));
            } else if (message instanceof Subscribe subscribe) {
                subscriptions++;
                link.write(new Subscribed(subscribe.request(), subscriptions));
            } else if (message instanceof Publish publish) {
                if (publish.options().acknowledge()) {
                    link.write(new Published(publish.request(), publish.request()));
                }
                EventDetails details = new EventDetails(
                        publish.topic(),
                        0,
                        null,
                        null,
                        -1,
                        false,
                        false,
                        publish.options().passthru());
                for (long id = 1; id <= subscriptions; id++) {
                    link.write(new Event(id, publish.request(), details, publish.payload()));
                }
            }
        }

        @Override
        public void onViolation(ProtocolViolation violation) {
            throw new IllegalStateException("found a violation of WAMP (expected none)", violation);
        }

        @Override
        public void onClosed(String reason) {
            open--;
        }
    }
}
