package io.aerostat.client.fake;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A small router on one thread. A test changes its behaviour with {@link #intercept}, and finds the received messages
 * in {@link Peer#received}.
 */
public final class FakeRouter implements LocalConnector, AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread router = new Thread(task, "fake-router");
        router.setDaemon(true);
        return router;
    });
    public final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final Map<String, List<Subscriber>> subscribers = new LinkedHashMap<>();
    private final Map<String, Offered> registrations = new LinkedHashMap<>();
    private final Map<Long, InFlight> inFlight = new HashMap<>();
    private final Map<String, Long> topicIds = new HashMap<>();
    private volatile Interceptor interceptor = (peer, message) -> false;
    private volatile Roles roles = Roles.complete(EnumSet.of(Role.BROKER, Role.DEALER));
    private volatile boolean refusesConnections;
    private long lastId = 100;

    private record Subscriber(Peer peer, long id, String topic, MatchPolicy match) {}

    private record Offered(Peer callee, long id, String uri, MatchPolicy match) {}

    private record InFlight(Peer caller, long call, Peer callee, long invocation) {}

    /**
     * Sees each message before the router handles it, on the router's thread. Returns true if the router must not
     * handle the message.
     */
    @FunctionalInterface
    public interface Interceptor {
        boolean handles(Peer peer, WampMessage message);
    }

    public void intercept(Interceptor interceptor) {
        this.interceptor = interceptor;
    }

    public void announce(Roles roles) {
        this.roles = roles;
    }

    public void refuseConnections(boolean refuse) {
        refusesConnections = refuse;
    }

    /** The client at the other end of one connection. */
    public final class Peer implements LocalConnection {
        public final List<WampMessage> received = new CopyOnWriteArrayList<>();
        public final long session = 1000 + peers.size();
        private final LocalReceiver receiver;
        private long lastInvocation;
        private volatile boolean open = true;
        private volatile boolean joined;

        Peer(LocalReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void send(WampMessage message) {
            run(() -> {
                if (open) {
                    received.add(message);
                    if (!interceptor.handles(this, message)) {
                        FakeRouter.this.message(this, message);
                    }
                }
            });
        }

        /** Sends a message from the router to the client. */
        public void deliver(WampMessage message) {
            run(() -> {
                if (open) {
                    receiver.message(message);
                }
            });
        }

        /** Ends the connection as a lost socket does. */
        @Override
        public void close() {
            run(() -> {
                if (open) {
                    open = false;
                    gone(this);
                    receiver.closed("lost");
                }
            });
        }

        public boolean isOpen() {
            return open;
        }

        public boolean isJoined() {
            return joined && open;
        }

        public <T extends WampMessage> List<T> received(Class<T> type) {
            return received.stream().filter(type::isInstance).map(type::cast).toList();
        }

        private void now(WampMessage message) {
            if (open) {
                receiver.message(message);
            }
        }

        @Override
        public String toString() {
            return "Peer " + session;
        }
    }

    private void run(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    @Override
    public LocalConnection open(LocalReceiver receiver) {
        if (refusesConnections) {
            throw new IllegalStateException("not now");
        }
        Peer peer = new Peer(receiver);
        peers.add(peer);
        return peer;
    }

    public Peer peer(int index) {
        return peers.get(index);
    }

    public Peer lastPeer() {
        return peers.get(peers.size() - 1);
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void gone(Peer peer) {
        subscribers.values().forEach(list -> list.removeIf(s -> s.peer == peer));
        registrations.values().removeIf(r -> r.callee == peer);
        List<InFlight> calls = List.copyOf(inFlight.values());
        for (InFlight call : calls) {
            if (call.callee == peer || call.caller == peer) {
                inFlight.remove(call.invocation);
                call.caller.now(error(Call.CODE, call.call, ErrorUris.CANCELED));
            }
        }
    }

    private long idOf(String key) {
        return topicIds.computeIfAbsent(key, k -> ++lastId);
    }

    public static WelcomeDetails welcome(Roles roles, @Nullable String authmethod) {
        return new WelcomeDetails(
                roles,
                "Aerostat-fake",
                "realm1",
                "someone",
                "user",
                authmethod == null ? "anonymous" : authmethod,
                "static",
                Map.of());
    }

    private void message(Peer peer, WampMessage message) {
        if (message instanceof Hello hello) {
            peer.joined = true;
            List<String> methods = hello.details().authmethods();
            peer.now(new Welcome(peer.session, welcome(roles, methods.isEmpty() ? null : methods.get(0))));
        } else if (message instanceof Goodbye) {
            peer.now(new Goodbye(CloseDetails.NONE, CloseUris.GOODBYE_AND_OUT));
            peer.joined = false;
            gone(peer);
        } else if (message instanceof Abort) {
            peer.joined = false;
            gone(peer);
        } else if (message instanceof Subscribe subscribe) {
            subscribe(peer, subscribe);
        } else if (message instanceof Unsubscribe unsubscribe) {
            unsubscribe(peer, unsubscribe);
        } else if (message instanceof Publish publish) {
            publish(peer, publish);
        } else if (message instanceof Register register) {
            register(peer, register);
        } else if (message instanceof Unregister unregister) {
            boolean removed =
                    registrations.values().removeIf(r -> r.callee == peer && r.id == unregister.registration());
            peer.now(
                    removed
                            ? new Unregistered(unregister.request(), null)
                            : error(Unregister.CODE, unregister.request(), ErrorUris.NO_SUCH_REGISTRATION));
        } else if (message instanceof Call call) {
            call(peer, call);
        } else if (message instanceof Yield yield) {
            InFlight call =
                    yield.options().progress() ? inFlight.get(yield.request()) : inFlight.remove(yield.request());
            if (call != null) {
                call.caller.now(new Result(
                        call.call,
                        new ResultDetails(
                                yield.options().progress(), yield.options().passthru()),
                        yield.payload()));
            }
        } else if (message instanceof ErrorMessage error) {
            InFlight call = inFlight.remove(error.request());
            if (call != null) {
                call.caller.now(
                        new ErrorMessage(Call.CODE, call.call, error.details(), error.error(), error.payload()));
            }
        } else if (message instanceof Cancel cancel) {
            cancel(peer, cancel);
        } else {
            throw new IllegalStateException("a client must not send " + message);
        }
    }

    private void subscribe(Peer peer, Subscribe subscribe) {
        MatchPolicy match = subscribe.options().match();
        long id = idOf(match + " " + subscribe.topic());
        List<Subscriber> list = subscribers.computeIfAbsent(subscribe.topic(), t -> new ArrayList<>());
        if (list.stream().noneMatch(s -> s.peer == peer && s.match == match)) {
            list.add(new Subscriber(peer, id, subscribe.topic(), match));
        }
        peer.now(new Subscribed(subscribe.request(), id));
    }

    private void unsubscribe(Peer peer, Unsubscribe unsubscribe) {
        boolean removed = false;
        for (List<Subscriber> list : subscribers.values()) {
            removed |= list.removeIf(s -> s.peer == peer && s.id == unsubscribe.subscription());
        }
        peer.now(
                removed
                        ? new Unsubscribed(unsubscribe.request(), null)
                        : error(Unsubscribe.CODE, unsubscribe.request(), ErrorUris.NO_SUCH_SUBSCRIPTION));
    }

    private void publish(Peer peer, Publish publish) {
        long publication = ++lastId;
        if (publish.options().acknowledge()) {
            peer.now(new Published(publish.request(), publication));
        }
        for (List<Subscriber> list : List.copyOf(subscribers.values())) {
            for (Subscriber s : List.copyOf(list)) {
                boolean matches = s.match == MatchPolicy.EXACT
                        ? s.topic.equals(publish.topic())
                        : publish.topic().startsWith(s.topic);
                if (matches && (s.peer != peer || !publish.options().excludeMe())) {
                    EventDetails details = new EventDetails(
                            s.match == MatchPolicy.EXACT ? null : publish.topic(),
                            publish.options().discloseMe() ? peer.session : 0,
                            null,
                            null,
                            -1,
                            false,
                            false,
                            publish.options().passthru());
                    s.peer.now(new Event(s.id, publication, details, publish.payload()));
                }
            }
        }
    }

    private void register(Peer peer, Register register) {
        if (registrations.containsKey(register.procedure())) {
            peer.now(error(Register.CODE, register.request(), ErrorUris.PROCEDURE_ALREADY_EXISTS));
            return;
        }
        long id = ++lastId;
        registrations.put(
                register.procedure(),
                new Offered(peer, id, register.procedure(), register.options().match()));
        peer.now(new Registered(register.request(), id));
    }

    private void call(Peer peer, Call call) {
        for (InFlight running : inFlight.values()) {
            if (running.caller == peer && running.call == call.request()) {
                Offered target = registrations.get(call.procedure());
                running.callee.now(new Invocation(
                        running.invocation, target == null ? 1 : target.id, details(call, false), call.payload()));
                return;
            }
        }
        Offered target = registrations.get(call.procedure());
        boolean pattern = false;
        if (target == null) {
            for (Offered candidate : registrations.values()) {
                if (candidate.match == MatchPolicy.PREFIX && call.procedure().startsWith(candidate.uri)) {
                    target = candidate;
                    pattern = true;
                }
            }
        }
        if (target == null) {
            peer.now(error(Call.CODE, call.request(), ErrorUris.NO_SUCH_PROCEDURE));
            return;
        }
        long invocation = target.callee.session * 1_000_000 + ++target.callee.lastInvocation;
        inFlight.put(invocation, new InFlight(peer, call.request(), target.callee, invocation));
        target.callee.now(new Invocation(invocation, target.id, details(call, pattern), call.payload()));
    }

    private static InvocationDetails details(Call call, boolean pattern) {
        return new InvocationDetails(
                pattern ? call.procedure() : null,
                call.options().receiveProgress(),
                call.options().progress(),
                call.options().timeout(),
                call.options().discloseMe() ? 77 : 0,
                null,
                null,
                -1,
                call.options().passthru());
    }

    private void cancel(Peer peer, Cancel cancel) {
        for (InFlight call : List.copyOf(inFlight.values())) {
            if (call.caller == peer && call.call == cancel.request()) {
                CancelMode mode = cancel.options().mode();
                if (mode != CancelMode.KILL) {
                    inFlight.remove(call.invocation);
                    peer.now(error(Call.CODE, cancel.request(), ErrorUris.CANCELED));
                }
                if (mode != CancelMode.SKIP) {
                    call.callee.now(new Interrupt(call.invocation, new InterruptOptions(mode, null)));
                }
            }
        }
    }

    public static ErrorMessage error(int type, long request, String uri) {
        return new ErrorMessage(type, request, ErrorDetails.NONE, uri, Payload.EMPTY);
    }

    public Set<String> procedures() {
        return Set.copyOf(registrations.keySet());
    }
}
