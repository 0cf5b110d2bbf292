package io.aerostat.host.component;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A minimal router, with which components can join, register and leave. */
final class FakeRouter implements LocalConnector {

    final List<Wire> wires = new CopyOnWriteArrayList<>();
    final List<String> registered = new CopyOnWriteArrayList<>();
    final List<String> subscribed = new CopyOnWriteArrayList<>();
    final List<String> published = new CopyOnWriteArrayList<>();
    volatile boolean refusing;

    private final AtomicLong ids = new AtomicLong(1);

    @Override
    public LocalConnection open(LocalReceiver receiver) {
        Wire wire = new Wire(receiver);
        wires.add(wire);
        return wire;
    }

    /** One connection. */
    final class Wire implements LocalConnection {
        final AtomicBoolean open = new AtomicBoolean(true);
        private final LocalReceiver receiver;

        private Wire(LocalReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void send(WampMessage message) {
            if (message instanceof Hello) {
                receiver.message(
                        refusing
                                ? new Abort(CloseDetails.NONE, "wamp.error.no_such_realm", Payload.EMPTY)
                                : new Welcome(ids.incrementAndGet(), welcome()));
            } else if (message instanceof Register register) {
                registered.add(register.procedure());
                receiver.message(new Registered(register.request(), ids.incrementAndGet()));
            } else if (message instanceof Subscribe subscribe) {
                subscribed.add(subscribe.topic());
                receiver.message(new Subscribed(subscribe.request(), ids.incrementAndGet()));
            } else if (message instanceof Publish publish) {
                published.add(publish.topic());
                receiver.message(new Published(publish.request(), ids.incrementAndGet()));
            } else if (message instanceof Goodbye) {
                receiver.message(new Goodbye(CloseDetails.NONE, CloseUris.GOODBYE_AND_OUT));
            }
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                receiver.closed("closed");
            }
        }

        private WelcomeDetails welcome() {
            return new WelcomeDetails(
                    Roles.complete(EnumSet.of(Role.BROKER, Role.DEALER)),
                    "fake",
                    "realm1",
                    "component",
                    "backend",
                    null,
                    null,
                    Map.of());
        }
    }
}
