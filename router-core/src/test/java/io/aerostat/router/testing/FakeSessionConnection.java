package io.aerostat.router.testing;

import io.aerostat.router.link.Link;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.joined.SessionConnection;
import io.aerostat.router.tally.TrafficTally;
import io.netty.util.concurrent.EventExecutor;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection of a session whose link discards every message. */
public final class FakeSessionConnection implements SessionConnection {
    private final Link link;

    /** @param loop returns the loop of the link; called each time that the session asks for it */
    public FakeSessionConnection(Supplier<EventExecutor> loop) {
        this.link = (Link) Proxy.newProxyInstance(
                Link.class.getClassLoader(),
                new Class<?>[] {Link.class},
                (proxy, method, arguments) -> method.getName().equals("loop")
                        ? loop.get()
                        : method.getReturnType() == Sent.class ? Sent.OK : null);
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public TrafficTally traffic() {
        return TrafficTally.UNCOUNTED.ofConnection();
    }

    @Override
    public SessionOptions options() {
        return SessionOptions.DEFAULT;
    }

    @Override
    public void violate(String message) {}

    @Override
    public void end(RouterSession ended, String reason, @Nullable String message, LeaveReason leave) {}
}
