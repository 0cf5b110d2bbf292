package io.aerostat.router.realm.running;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.rule.RoleAuthorizers;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.RealmStore;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.cluster.LocalRealm;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.meta.MetaApi;
import io.aerostat.router.meta.MetaEvents;
import io.aerostat.router.meta.SharedProcedures;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.rate.RoleRate;
import io.aerostat.router.rate.RoleRates;
import io.aerostat.router.realm.RealmAdministration;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RealmProcedure;
import io.aerostat.router.realm.RealmStatistics;
import io.aerostat.router.realm.RealmUpdate;
import io.aerostat.router.realm.RequestOrder;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.service.ServiceProcedure;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.SlowConsumer;
import io.aerostat.router.session.joined.JoinableRealm;
import io.aerostat.router.session.joined.PayloadChecks;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.state.RouterRoles;
import io.aerostat.router.tally.RoleTally;
import io.aerostat.router.time.RouterClock;
import io.netty.util.Timer;
import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A running realm: connects broker, dealer, roles and the service session, and lists the joined sessions. Any thread.
 */
public final class Realm implements JoinableRealm {
    private volatile RealmDefinition config;
    private final Broker broker;
    private final Dealer dealer;
    private final RoleAuthorizers roles;
    private final RoleRates rates;
    private final ServiceSession service;
    private final RoleCallers callers;
    private final JoinedSessions sessions;
    private final SessionTraces traces = new SessionTraces();
    private final RealmActivity activity;
    private final Places places;
    private final MetaEvents events;
    private final SessionAnnouncements announcements;
    private final RealmCluster cluster;
    private final SlowConsumers slowConsumers;
    private final PayloadChecks payloadChecks;
    private volatile boolean closing;

    /**
     * Starts a realm.
     *
     * @param serviceLoop the loop of the router's own session
     * @param timer runs the timeouts of calls
     * @param checks runs checks of large payloads
     * @param procedures calls the procedures of dynamic authorizers
     * @param cluster the other nodes of the realm
     * @param measuresCalls whether to measure the durations of calls
     */
    public Realm(
            RealmDefinition config,
            EventExecutor serviceLoop,
            Timer timer,
            Executor checks,
            ProcedureCaller procedures,
            RealmCluster cluster,
            Observers observers,
            boolean measuresCalls) {
        this.cluster = cluster;
        this.config = config;
        this.sessions = new JoinedSessions(observers);
        this.activity = new RealmActivity(observers, measuresCalls);
        this.payloadChecks = new ContractChecks(() -> this.config.options(), checks, activity);
        RealmOptions options = config.options();
        this.rates = new RoleRates(options.rates(), System::nanoTime);
        this.places = new Places(options.sessions());
        EventStore store =
                options.broker().eventStore().orElseGet(() -> new MemoryEventStore(options.historyBytesPerLog()));
        RouterClock clock = RouterClock.system();
        this.events = new MetaEvents(serviceLoop, this::isWanted, this::publish);
        this.announcements = new SessionAnnouncements(() -> this.config.options(), events, cluster);
        this.broker = new Broker(
                options.broker(),
                new RealmStore(config.name(), store),
                options.metaApi() ? events.subscriptions() : SubscriptionListener.NONE,
                this::publicationDropped,
                cluster.interests(),
                cluster.sessions(),
                clock);
        this.slowConsumers = new SlowConsumers(config.name(), broker, options.metaApi() ? events : null);
        this.dealer = new Dealer(
                options.dealer(),
                clock,
                timer,
                options.metaApi() ? events.registrations() : RegistrationListener.NONE,
                cluster.callees());
        this.roles = new RoleAuthorizers(
                config.roles(), procedures, checks, options.authorizerDeadline(), options.cachedDecisions());
        this.service = service(Principal.TRUSTED, serviceLoop);
        this.callers = new RoleCallers(config.name(), roles, role -> service(role, serviceLoop));
        Map<String, ServiceProcedure> own = Map.of();
        if (options.metaApi()) {
            MetaApi api = new MetaApi(this::definition, sessions, broker, dealer, roles::find, roles::purge, checks);
            own = api.forNodes();
            SharedProcedures.over(api.procedures(), cluster, broker).forEach(service::register);
        }
        cluster.start(new LocalRealm(
                config.name(), serviceLoop, broker, dealer, own, events.ofLostSessions(options.metaApi())));
    }

    private ServiceSession service(String role, EventExecutor loop) {
        return new ServiceSession(config.name(), role, loop, this::joinBroker, this::joinDealer);
    }

    private boolean isWanted(String topic) {
        return broker.isWanted(topic);
    }

    private void publish(String topic, PayloadValues values, long without, Audience audience) {
        service.publish(topic, values, without, audience);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public UriCheck uriCheck() {
        return config.options().uriCheck();
    }

    @Override
    public Roles announced() {
        return RouterRoles.announced(config.options().metaApi(), cluster.isShared());
    }

    @Override
    public boolean isOrderStrict() {
        return config.options().dealer().requestOrder() == RequestOrder.STRICT;
    }

    @Override
    public @Nullable Authorizer authorizer(String role) {
        return roles.find(role);
    }

    @Override
    public OutboundOptions outbound(String role) {
        return config.options().outbound().getOrDefault(role, OutboundOptions.OF_TRANSPORT);
    }

    @Override
    public RoleRate rate(String role) {
        return rates.of(role);
    }

    @Override
    public void tooFast(String role, WampMessage.Type request) {
        activity.tooFast(role, request);
    }

    @Override
    public @Nullable String admit(Principal principal) {
        return places.take(principal);
    }

    @Override
    public BrokerSession joinBroker(Peer peer) {
        return broker.join(peer);
    }

    @Override
    public DealerSession joinDealer(Peer peer) {
        return dealer.join(peer);
    }

    @Override
    public void list(RouterSession session) {
        sessions.add(session);
    }

    @Override
    public @Nullable String joined(RouterSession session) {
        if (closing) {
            return CloseUris.CLOSE_REALM;
        }
        if (roles.find(session.principal().authrole()) == null) {
            return ErrorUris.NO_SUCH_ROLE; // The role was removed while the session was joining.
        }
        activity.joined(session);
        announcements.joined(session);
        return null;
    }

    @Override
    public void slowConsumer(RouterSession session, SlowConsumer policy) {
        slowConsumers.begins(session, policy);
    }

    @Override
    public void caughtUp(RouterSession session, long missedEvents) {
        slowConsumers.ends(session, missedEvents);
    }

    private void publicationDropped(long publisher, long publication, int receivers) {
        if (config.options().metaApi()) {
            events.publicationDropped(publisher, publication, receivers);
        }
    }

    @Override
    public RoleTally tally(String role, EventExecutor loop) {
        return activity.tally(role, loop);
    }

    @Override
    public PayloadChecks payloadChecks() {
        return payloadChecks;
    }

    @Override
    public void denied(RouterSession session, Action action, String uri, String error) {
        activity.denied(session, action, uri, error);
    }

    @Override
    public void left(RouterSession session, LeaveReason reason, String why) {
        activity.left(session, reason, why);
        sessions.remove(session);
        places.giveBack(session.principal());
        announcements.left(session, reason);
    }

    /** Returns the joined sessions, except the router's own sessions. */
    public Collection<RouterSession> sessions() {
        return sessions.all();
    }

    /** Returns the places for the realm's sessions. */
    Places places() {
        return places;
    }

    public RealmStatistics statistics() {
        return RealmNumbers.read(
                config, broker, dealer, places, slowConsumers.count(), activity.roles(roles, sessions));
    }

    /** Calls a procedure as the realm's own trusted session. */
    public CompletionStage<PayloadValues> call(String procedure, PayloadValues arguments) {
        return service.call(procedure, arguments);
    }

    /** Calls a procedure as a session of a role, with the permissions of that role only. */
    public CompletionStage<PayloadValues> callAs(String role, String procedure, PayloadValues arguments) {
        return callers.call(role, procedure, arguments);
    }

    /** Registers a procedure of the embedding program. */
    void register(String procedure, RealmProcedure handler) {
        service.register(procedure, new EmbeddedProcedure(handler));
    }

    /** Returns the definition with which the realm is running. */
    public RealmDefinition definition() {
        return config;
    }

    /**
     * Applies another definition, as far as this is possible while the realm is running. Sessions whose role has been
     * removed end with GOODBYE. Synchronized, because any thread may update, and each update replaces the whole
     * definition.
     */
    public synchronized RealmUpdate update(RealmDefinition wanted) {
        RealmDefinition before = config;
        if (!wanted.name().equals(before.name())) {
            throw new IllegalArgumentException("realm \"" + before.name() + "\": found the name \"" + wanted.name()
                    + "\" (expected the same one)");
        }
        RealmUpdate update = RealmUpdate.between(before, wanted);
        RealmDefinition after = RealmUpdate.applied(before, wanted);
        RealmOptions options = after.options();
        boolean renewed = !options.authorizerDeadline().equals(before.options().authorizerDeadline())
                || options.cachedDecisions() != before.options().cachedDecisions();
        roles.update(after.roles(), options.authorizerDeadline(), options.cachedDecisions(), renewed);
        config = after;
        places.limit(options.sessions());
        broker.update(options.broker());
        dealer.update(options.dealer());
        rates.update(options.rates());
        sessions.endSessionsOf(update.removedRoles());
        return update;
    }

    /** Returns the administration of the realm, for programs that embed the router. */
    public RealmAdministration administration() {
        return new AdministeredRealm(this, broker, dealer, sessions, traces);
    }

    /**
     * Ends all sessions with GOODBYE {@code wamp.close.close_realm}, and refuses further joins. The router's own
     * session ends last, because it publishes the end of the other sessions.
     *
     * @return completes when all sessions have ended and the stores of events are closed; never fails
     */
    public CompletableFuture<Void> close() {
        closing = true;
        cluster.close();
        callers.close();
        return sessions.endAll(service.loop().parent())
                .thenCompose(none -> service.close())
                .thenCompose(none -> broker.close());
    }
}
