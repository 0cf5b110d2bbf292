package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.meta.MetaRealm.Member;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.BrokerOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestamentProceduresTest {
    private static final String ADD = "wamp.session.add_testament";
    private static final String FLUSH = "wamp.session.flush_testaments";
    private static final String TOPIC = "com.app.gone";

    private final MetaRealm realm = new MetaRealm(
            BrokerOptions.DEFAULT.withLimits(new BrokerLimits(10, 10, 1000, 2, 2, 100)),
            SubscriptionListener.NONE,
            RegistrationListener.NONE);
    private final Member owner = realm.join(1, "olga", "device");
    private final Member heir = realm.join(2, "heinz", "user");

    TestamentProceduresTest() {
        realm.subscribe(heir, TOPIC, MatchPolicy.EXACT);
        heir.peer().received().clear();
    }

    private PayloadValues testament(Object scope) {
        return MetaRealm.named(List.of(TOPIC, List.of("bye"), Map.of("from", "olga")), "scope", scope);
    }

    private List<Event> inherited() {
        owner.broker().leave(LeaveReason.LOST);
        return heir.peer().received().stream().map(Event.class::cast).toList();
    }

    @Conformance({"TES-1", "TES-5", "TES-6", "A-41"})
    @Test
    void aTestamentIsPublishedAtTheEndAsItsOwnersPublication() {
        realm.authorizer = request -> new Decision.Allowed(new Permit(true, 4));

        PayloadValues answer = realm.call(
                owner,
                ADD,
                MetaRealm.named(
                        List.of(TOPIC, List.of("bye"), Map.of("from", "olga")),
                        "publish_options",
                        Map.of("acknowledge", true, "exclude_me", false)));

        assertThat(answer).isEqualTo(PayloadValues.EMPTY);
        assertThat(realm.asked).singleElement().satisfies(request -> {
            assertThat(request.session()).isEqualTo(owner.id());
            assertThat(request.action()).isEqualTo(Action.PUBLISH);
            assertThat(request.uri()).isEqualTo(TOPIC);
        });
        assertThat(inherited()).singleElement().satisfies(event -> {
            PayloadValues values = Serializers.of(Serialization.JSON).values(event.payload());
            assertThat(values).isEqualTo(new PayloadValues(List.of("bye"), Map.of("from", "olga")));
            assertThat(event.details().publisher()).isEqualTo(owner.id());
            assertThat(event.details().trustlevel()).isEqualTo(4);
        });
        assertThat(owner.peer().received()).isEmpty();
    }

    @Conformance("TES-2")
    @Test
    void flushingIsByScope() {
        realm.call(owner, ADD, testament("destroyed"));
        realm.call(owner, ADD, testament("detached"));

        assertThat(realm.call(owner, FLUSH, PayloadValues.EMPTY)).isEqualTo(PayloadValues.EMPTY);

        assertThat(inherited()).hasSize(1);
    }

    @Conformance("TES-2")
    @Test
    void theScopeToFlushMayBeGivenByNameOrPosition() {
        realm.call(owner, ADD, testament("destroyed"));
        realm.call(owner, ADD, testament("detached"));

        realm.call(owner, FLUSH, MetaRealm.named(List.of(), "scope", "detached"));
        realm.call(owner, FLUSH, new PayloadValues(List.of("destroyed"), Map.of()));

        assertThat(inherited()).isEmpty();
    }

    @Conformance({"TES-5", "META-4"})
    @Test
    void wrongArgumentsAreErrors() {
        assertThat(realm.fail(owner, ADD, testament("forever"))).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(owner, FLUSH, MetaRealm.named(List.of(), "scope", "forever")))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(owner, ADD)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(owner, ADD, TOPIC, "args")).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(owner, ADD, TOPIC, List.of(), List.of())).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(
                        owner, ADD, MetaRealm.named(List.of(TOPIC), "publish_options", Map.of("acknowledge", 1L))))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(owner, ADD, "wamp.session.on_leave")).isEqualTo(ErrorUris.INVALID_URI);
        assertThat(realm.fail(owner, ADD, "com..gone")).isEqualTo(ErrorUris.INVALID_URI);
        assertThat(inherited()).isEmpty();
    }

    @Conformance("TES-5")
    @Test
    void aTestamentThatItsOwnerMayNotPublishIsRefused() {
        realm.authorizer = request -> new Decision.Denied(ErrorUris.NOT_AUTHORIZED, "no");

        assertThat(realm.fail(owner, ADD, testament("destroyed"))).isEqualTo(ErrorUris.NOT_AUTHORIZED);
        assertThat(inherited()).isEmpty();
    }

    @Conformance({"TES-6", "PID-2"})
    @Test
    void aTestamentWithForbiddenDisclosureIsRefused() {
        MetaRealm discreet = new MetaRealm(
                BrokerOptions.DEFAULT.withDisclosure(DisclosurePolicy.REFUSE),
                SubscriptionListener.NONE,
                RegistrationListener.NONE);
        Member member = discreet.join(1, "olga", "device");

        assertThat(discreet.fail(
                        member, ADD, MetaRealm.named(List.of(TOPIC), "publish_options", Map.of("disclose_me", true))))
                .isEqualTo(ErrorUris.DISCLOSE_ME_DISALLOWED);
    }

    @Test
    void testamentsAreBounded() {
        realm.call(owner, ADD, testament("destroyed"));
        realm.call(owner, ADD, testament("detached"));

        assertThat(realm.fail(owner, ADD, testament("destroyed"))).isEqualTo(ErrorUris.LIMIT_EXCEEDED);
        assertThat(inherited()).hasSize(2);
    }
}
