package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.Testament;
import io.aerostat.router.broker.TestamentScope;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The procedures {@code wamp.session.add_testament} and {@code wamp.session.flush_testaments} (TES-1). */
final class TestamentProcedures {
    private final Broker broker;
    private final Permissions permissions;
    private final UriCheck uriCheck;
    private final Supplier<Contracts> contracts;
    private final Executor checks;

    /** @param checks runs checks of payloads against contracts */
    TestamentProcedures(
            Broker broker, Permissions permissions, UriCheck uriCheck, Supplier<Contracts> contracts, Executor checks) {
        this.broker = broker;
        this.permissions = permissions;
        this.uriCheck = uriCheck;
        this.contracts = contracts;
        this.checks = checks;
    }

    void addTo(Map<String, ServiceProcedure> procedures) {
        procedures.put("wamp.session.add_testament", this::add);
        procedures.put("wamp.session.flush_testaments", this::flush);
    }

    /** Adds a testament. The topic is checked and authorized as if the session published to it now (TES-1, TES-5). */
    private CompletionStage<PayloadValues> add(ServiceCaller caller, PayloadValues values) {
        Arguments arguments = new Arguments(values);
        String topic = arguments.text(0, "topic");
        PayloadValues content = new PayloadValues(arguments.list(1, "args"), arguments.dictionary(2, "kwargs"));
        PublishOptions options = options(arguments);
        TestamentScope scope = scope(arguments, 4);
        BrokerSession owner = owner(caller);
        if (!uriCheck.isUri(topic)
                || (ReservedUris.isReserved(topic) && !owner.peer().principal().isTrusted())) {
            throw new ServiceException(
                    ErrorUris.INVALID_URI, "topic: found \"" + topic + "\" (expected a URI that may be published)");
        }
        Payload payload = RouterPayload.of(content);
        return permissions
                .ask(owner.peer(), Action.PUBLISH, topic, MatchPolicy.EXACT, options::toMap)
                .thenCompose(permit -> {
                    if (broker.refusesDisclosure(options, permit)) {
                        throw new ServiceException(
                                ErrorUris.DISCLOSE_ME_DISALLOWED, "publishers are not disclosed here");
                    }
                    return fits(topic, permit, payload, options.passthru().isUsed())
                            .thenCompose(none -> keep(owner, scope, new Testament(topic, options, payload, permit)));
                });
    }

    /**
     * Checks the payload now against the contract of the topic, or the schema of the permission, because a fault that
     * is found later could not be reported to the client.
     */
    private CompletionStage<Void> fits(String topic, Permit permit, Payload payload, boolean encoded) {
        PayloadSchema schema = permit.payloads().ofEvent(topic, contracts.get());
        if (schema == null) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                () -> {
                    PayloadFault fault = schema.faultOf(payload, encoded);
                    if (fault != null) {
                        throw new ServiceException(ErrorUris.INVALID_ARGUMENT, fault.text());
                    }
                },
                checks);
    }

    private static CompletionStage<PayloadValues> keep(BrokerSession owner, TestamentScope scope, Testament testament) {
        return OnLoop.of(
                        owner.peer(),
                        () -> owner.addTestament(scope, testament)
                                ? owner.keepTestaments()
                                : CompletableFuture.<Void>failedFuture(new ServiceException(
                                        ErrorUris.LIMIT_EXCEEDED, "testaments_per_session: the limit is reached")))
                .thenCompose(kept -> kept)
                .thenApply(none -> PayloadValues.EMPTY);
    }

    /** Removes testaments (TES-2). */
    private CompletionStage<PayloadValues> flush(ServiceCaller caller, PayloadValues values) {
        TestamentScope scope = scope(new Arguments(values), 0);
        BrokerSession owner = owner(caller);
        return OnLoop.of(owner.peer(), () -> {
                    owner.flushTestaments(scope);
                    return owner.keepTestaments();
                })
                .thenCompose(kept -> kept)
                .thenApply(none -> PayloadValues.EMPTY);
    }

    private BrokerSession owner(ServiceCaller caller) {
        return broker.session(caller.session())
                .orElseThrow(() -> new ServiceException(ErrorUris.NO_SUCH_SESSION, "the caller has left"));
    }

    private static PublishOptions options(Arguments arguments) {
        try {
            return PublishOptions.read(arguments.dictionary(3, "publish_options"));
        } catch (ProtocolViolation e) {
            throw new ServiceException(ErrorUris.INVALID_ARGUMENT, "publish_options: " + e.getMessage());
        }
    }

    private static TestamentScope scope(Arguments arguments, int position) {
        String scope = arguments.optionalText(position, "scope");
        return scope == null
                ? TestamentScope.DESTROYED
                : TestamentScope.ofWire(scope)
                        .orElseThrow(() -> Arguments.invalid("scope", scope, "destroyed or detached"));
    }
}
