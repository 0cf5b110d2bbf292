package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.DropListener;
import io.aerostat.router.broker.RealmStore;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.testing.FakePeer;
import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A realm with its meta procedures, in which every session runs its tasks at once. */
final class MetaRealm {
    private static final TransportInfo TRANSPORT = new TransportInfo(
            "tcp",
            "websocket",
            "tcp4:127.0.0.1:50000",
            "tcp4:127.0.0.1:8080",
            false,
            "wamp.2.cbor",
            Map.of("authorization", "secret header"),
            "secret cookie",
            List.of());

    static final Instant START = Instant.parse("2024-02-29T12:00:00.5Z");

    final Broker broker;
    final Dealer dealer;
    final List<String> endedWithAll = new ArrayList<>();
    final List<AuthorizationRequest> asked = new ArrayList<>();
    Function<AuthorizationRequest, Decision> authorizer = request -> Decision.PLAIN;
    Instant now = START;
    private final MetaApi api;
    private final Map<Long, Member> members = new LinkedHashMap<>();
    private long request;

    /** A joined session, with its parts of broker and dealer. */
    record Member(FakePeer peer, BrokerSession broker, DealerSession dealer) {
        long id() {
            return peer.id();
        }
    }

    MetaRealm() {
        this(BrokerOptions.DEFAULT, SubscriptionListener.NONE, RegistrationListener.NONE);
    }

    MetaRealm(BrokerOptions options, SubscriptionListener subscriptions, RegistrationListener registrations) {
        RouterClock clock = new RouterClock(() -> now, () -> ChronoUnit.NANOS.between(Instant.EPOCH, now));
        broker = new Broker(
                options, new RealmStore("realm1", new MemoryEventStore()), subscriptions, DropListener.NONE, clock);
        dealer = new Dealer(DealerOptions.DEFAULT, clock, NoTimer.INSTANCE, registrations);
        api = new MetaApi(
                () -> new RealmDefinition("realm1", RealmOptions.DEFAULT.withBroker(options), List.of()),
                directory(),
                broker,
                dealer,
                role -> role.equals("gone") ? null : this::authorize,
                () -> {},
                Runnable::run);
    }

    private Decision authorize(AuthorizationRequest question) {
        asked.add(question);
        return authorizer.apply(question);
    }

    private SessionDirectory directory() {
        return new SessionDirectory() {
            @Override
            public Collection<? extends Peer> all() {
                return members.values().stream().map(Member::peer).toList();
            }

            @Override
            public Optional<? extends Peer> find(long id) {
                return Optional.ofNullable(members.get(id)).map(Member::peer);
            }

            @Override
            public CompletionStage<Instant> renew(Peer session, String proof) {
                return CompletableFuture.completedFuture(Instant.ofEpochSecond(proof.length()));
            }

            @Override
            public void endWithAll(Peer session, String reason, @Nullable String message) {
                endedWithAll.add(session.id() + " " + reason + " " + message);
            }
        };
    }

    Member join(long id, String authid, String authrole) {
        return join(id, authid, authrole, FakePeer.ALL_ROLES);
    }

    Member join(long id, String authid, String authrole, Roles roles) {
        Principal principal = new Principal(
                "realm1", authid, authrole, "ticket", "static", Map.of("token", "a secret of the WELCOME"));
        FakePeer peer = new FakePeer(id, principal, roles, TRANSPORT, ImmediateEventExecutor.INSTANCE);
        Member member = new Member(peer, broker.join(peer), dealer.join(peer));
        members.put(id, member);
        return member;
    }

    long subscribe(Member member, String topic, MatchPolicy match) {
        member.broker.subscribe(new Subscribe(++request, new SubscribeOptions(match, false, null), topic));
        Subscribed answer = last(member, Subscribed.class);
        return answer.subscription();
    }

    long register(Member member, String procedure, MatchPolicy match, InvocationPolicy invoke) {
        member.dealer.register(
                new Register(++request, new RegisterOptions(match, invoke, false, false, 0, false), procedure));
        return last(member, Registered.class).registration();
    }

    void publish(Member member, String topic, PublishOptions options, PayloadValues values) {
        member.broker.publish(new Publish(++request, options, topic, RouterPayload.of(values)), Permit.PLAIN);
    }

    private static <M> M last(Member member, Class<M> type) {
        List<?> received = member.peer.received();
        return type.cast(received.get(received.size() - 1));
    }

    /** Calls a procedure and returns the complete answer. */
    PayloadValues call(Member caller, String procedure, PayloadValues arguments) {
        ServiceProcedure handler = Objects.requireNonNull(api.procedures().get(procedure), procedure);
        return handler.call(
                        new ServiceCaller(
                                caller.id(),
                                caller.peer.principal().authid(),
                                caller.peer.principal().authrole()),
                        arguments)
                .toCompletableFuture()
                .join();
    }

    /** Calls a procedure and returns the only result. */
    @Nullable
    Object call(Member caller, String procedure, @Nullable Object... arguments) {
        PayloadValues answer = call(caller, procedure, new PayloadValues(Arrays.asList(arguments), Map.of()));
        assertThat(answer.args()).hasSize(1);
        return answer.args().get(0);
    }

    /** Calls a procedure and returns the URI of the error. */
    String fail(Member caller, String procedure, @Nullable Object... arguments) {
        return fail(caller, procedure, new PayloadValues(Arrays.asList(arguments), Map.of()));
    }

    String fail(Member caller, String procedure, PayloadValues arguments) {
        try {
            call(caller, procedure, arguments);
        } catch (ServiceException e) {
            return e.uri();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServiceException cause) {
                return cause.uri();
            }
            throw e;
        }
        throw new AssertionError(procedure + " did not fail");
    }

    static PayloadValues named(List<@Nullable Object> args, String name, @Nullable Object value) {
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        kwargs.put(name, value);
        return new PayloadValues(args, kwargs);
    }

    Collection<String> procedures() {
        return api.procedures().keySet();
    }
}
