package io.aerostat.client.reconnect.durable;

import io.aerostat.client.binding.BindingSession;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.reconnect.SessionListener;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.client.value.ValueMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that outlives its connections: requests go to the current session, and registrations and subscriptions are
 * renewed after each join (P8). Between two joins, requests fail with {@link SessionLost}. Any thread may use it.
 */
public final class DurableSession implements BindingSession {
    private static final Logger LOG = LoggerFactory.getLogger(DurableSession.class);

    private final WampFuture<Session> first = new WampFuture<>();
    private final WampFuture<CloseReason> closed = new WampFuture<>();
    private final List<Durable<?>> durables = new CopyOnWriteArrayList<>();
    private final Rejoiner rejoiner;
    private final SessionListener listener;
    private final ValueMapper mapper;
    private final ScheduledExecutorService timer;
    /**
     * The latest session; null until the first join. A session that has ended is kept until the next session has
     * joined.
     */
    private volatile @Nullable Session current;

    /** The number of events that earlier sessions have dropped. */
    private final AtomicLong droppedBefore = new AtomicLong();

    private volatile @Nullable CloseReason lastReason;
    private volatile boolean over;

    private DurableSession(
            RejoinerFactory rejoiner, SessionListener listener, ValueMapper mapper, ScheduledExecutorService timer) {
        this.listener = listener;
        this.mapper = mapper;
        this.timer = timer;
        this.rejoiner = rejoiner.create(new Events());
    }

    /** Creates the rejoiner, with this session as its listener. */
    @FunctionalInterface
    public interface RejoinerFactory {
        Rejoiner create(Rejoiner.Listener listener);
    }

    /**
     * Starts to join. The future completes with the session after its first join, and fails if the client gives up
     * before that.
     */
    public static WampFuture<Session> start(
            RejoinerFactory rejoiner, SessionListener listener, ValueMapper mapper, ScheduledExecutorService timer) {
        DurableSession session = new DurableSession(rejoiner, listener, mapper, timer);
        session.first.whenComplete((joined, failure) -> {
            if (session.first.isCancelled()) {
                session.rejoiner.stop("wamp.close.normal");
            }
        });
        session.rejoiner.start();
        return session.first;
    }

    private final class Events implements Rejoiner.Listener {
        @Override
        public void joined(Session session) {
            Session before = current;
            if (before != null) {
                droppedBefore.addAndGet(before.droppedEvents());
            }
            current = session;
            tell(l -> l.joined(session.details()));
            durables.forEach(durable -> durable.renew(session));
            first.complete(DurableSession.this);
        }

        @Override
        public void left(Session session, CloseReason reason) {
            lastReason = reason;
            tell(l -> l.left(reason));
        }

        @Override
        public void retrying(Throwable cause, Duration delay) {
            LOG.debug("no session: {}; next attempt in {}", cause.getMessage(), delay);
            tell(l -> l.retrying(cause, delay));
        }

        @Override
        public void gaveUp(@Nullable Throwable cause) {
            over = true;
            CloseReason reason = lastReason;
            CloseReason known = reason != null
                    ? reason
                    : new CloseReason(
                            CloseReason.TRANSPORT_LOST, cause == null ? "" : String.valueOf(cause.getMessage()), true);
            SessionLost lost = new SessionLost(known.uri(), known.message());
            durables.forEach(durable -> durable.over(lost));
            first.completeExceptionally(cause == null ? lost : cause);
            tell(l -> l.closed(Optional.ofNullable(cause)));
            closed.complete(known);
        }
    }

    private void tell(Consumer<SessionListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("the session listener failed", e);
        }
    }

    private Session session() {
        Session present = current;
        if (present == null) {
            throw new IllegalStateException("not joined yet");
        }
        return present;
    }

    @Override
    public SessionDetails details() {
        return session().details();
    }

    @Override
    public boolean isJoined() {
        return session().isJoined();
    }

    @Override
    public WampFuture<CloseReason> closed() {
        return closed;
    }

    @Override
    public CallHandle call(Call call) {
        return session().call(call);
    }

    @Override
    public CallStream stream(Call call) {
        return session().stream(call);
    }

    @Override
    public CallStream exchange(Call call) {
        return session().exchange(call);
    }

    @Override
    public WampFuture<Void> publish(Publication publication) {
        return session().publish(publication);
    }

    @Override
    public WampFuture<Long> publishAcknowledged(Publication publication) {
        return session().publishAcknowledged(publication);
    }

    @Override
    public WampFuture<Registration> register(ProcedureOffer offer, InvocationHandler handler) {
        DurableRegistration registration = new DurableRegistration(offer, handler, this);
        begin(registration);
        return registration.established();
    }

    @Override
    public WampFuture<Subscription> subscribe(TopicFilter filter, EventHandler handler) {
        DurableSubscription subscription = new DurableSubscription(filter, handler, this);
        begin(subscription);
        return subscription.established();
    }

    private void begin(Durable<?> durable) {
        durables.add(durable);
        if (over) {
            durable.over(new SessionLost("wamp.close.normal", "the session is closed"));
        } else {
            durable.renew(session());
        }
    }

    void forget(Durable<?> durable) {
        durables.remove(durable);
    }

    boolean isCurrent(Session session) {
        return current == session && session.isJoined();
    }

    public ScheduledExecutorService timer() {
        return timer;
    }

    void notRestored(String uri, Throwable cause) {
        LOG.warn("{} could not be restored after a reconnect: {}", uri, cause.getMessage());
        tell(l -> l.notRestored(uri, cause));
    }

    @Override
    public ValueMapper mapper() {
        return mapper;
    }

    @Override
    public long droppedEvents() {
        return droppedBefore.get() + session().droppedEvents();
    }

    @Override
    public WampFuture<CloseReason> leave(String reason) {
        rejoiner.stop(reason);
        return closed;
    }

    @Override
    public String toString() {
        return "DurableSession[" + current + "]";
    }
}
