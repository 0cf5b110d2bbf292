package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.meta.MetaRealm.Member;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RegistrationProceduresTest {
    private static final String PROCEDURE = "com.app.add";

    private final MetaRealm realm = new MetaRealm();
    private final Member admin = realm.join(1, "root", "admin");
    private final Member ann = realm.join(2, "ann", "user");
    private final Member bea = realm.join(3, "bea", "user");
    private final long exact = realm.register(ann, PROCEDURE, MatchPolicy.EXACT, InvocationPolicy.SINGLE);
    private final long prefix = realm.register(ann, "com.app.", MatchPolicy.PREFIX, InvocationPolicy.ROUNDROBIN);
    private final long wildcard = realm.register(bea, "com..sub", MatchPolicy.WILDCARD, InvocationPolicy.SINGLE);
    private final long hidden = realm.register(bea, "wamp.some.thing", MatchPolicy.EXACT, InvocationPolicy.SINGLE);

    @Conformance("META-3")
    @Test
    void registrationsAreListedByPolicy() {
        assertThat(realm.call(admin, "wamp.registration.list"))
                .isEqualTo(Map.of("exact", List.of(exact), "prefix", List.of(prefix), "wildcard", List.of(wildcard)));
        assertThat(realm.call(admin, "wamp.registration.list", bea.id()))
                .isEqualTo(Map.of("exact", List.of(), "prefix", List.of(), "wildcard", List.of(wildcard)));
    }

    @Conformance({"RM-4", "A-38"})
    @Test
    void lookupIsByPatternAndMatchByUri() {
        assertThat(realm.call(admin, "wamp.registration.lookup", PROCEDURE)).isEqualTo(exact);
        assertThat(realm.call(admin, "wamp.registration.lookup", "com.app.", Map.of("match", "prefix")))
                .isEqualTo(prefix);
        assertThat(realm.call(admin, "wamp.registration.lookup", "com.app.sub")).isNull();
        assertThat(realm.call(admin, "wamp.registration.match", PROCEDURE)).isEqualTo(exact);
        assertThat(realm.call(admin, "wamp.registration.match", "com.app.sub")).isEqualTo(prefix);
        assertThat(realm.call(admin, "wamp.registration.match", "com.other.sub"))
                .isEqualTo(wildcard);
        assertThat(realm.call(admin, "wamp.registration.match", "org.app")).isNull();
        assertThat(realm.call(admin, "wamp.registration.match", "wamp.some.thing"))
                .isNull();
    }

    @Conformance({"RM-3", "META-5"})
    @Test
    void aRegistrationIsDescribedWithItsEffectivePolicies() {
        assertThat(realm.call(admin, "wamp.registration.get", exact))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("id", exact)
                .containsEntry("uri", PROCEDURE)
                .containsEntry("match", "exact")
                .containsEntry("invoke", "single")
                .extractingByKey("created", InstanceOfAssertFactories.STRING)
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(realm.call(admin, "wamp.registration.get", prefix))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("match", "prefix")
                .containsEntry("invoke", "roundrobin");
    }

    @Test
    void calleesAreListedAndCounted() {
        realm.register(bea, "com.app.", MatchPolicy.PREFIX, InvocationPolicy.ROUNDROBIN);

        assertThat(realm.call(admin, "wamp.registration.list_callees", prefix)).isEqualTo(List.of(ann.id(), bea.id()));
        assertThat(realm.call(admin, "wamp.registration.count_callees", prefix)).isEqualTo(2L);
        assertThat(realm.call(admin, "wamp.registration.count_callees", exact)).isEqualTo(1L);
    }

    @Conformance("META-4")
    @Test
    void unknownIdsAndWrongArgumentsAreErrors() {
        for (String procedure : List.of("get", "list_callees", "count_callees", "remove_callee")) {
            String uri = "wamp.registration." + procedure;
            assertThat(realm.fail(admin, uri, 4711L, ann.id())).isEqualTo(ErrorUris.NO_SUCH_REGISTRATION);
            assertThat(realm.fail(admin, uri, hidden, bea.id())).isEqualTo(ErrorUris.NO_SUCH_REGISTRATION);
            assertThat(realm.fail(admin, uri)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
            assertThat(realm.fail(admin, uri, true)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        }
        assertThat(realm.fail(admin, "wamp.registration.match")).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(admin, "wamp.registration.lookup", PROCEDURE, Map.of("match", 1L)))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
    }

    @Conformance({"REV-4", "REV-1", "A-34"})
    @Test
    void aCalleeCanBeRemoved() {
        assertThat(realm.call(
                        admin,
                        "wamp.registration.remove_callee",
                        new PayloadValues(List.of(exact, ann.id(), "com.app.bye"), Map.of())))
                .isEqualTo(PayloadValues.EMPTY);

        assertThat(ann.peer().received()).last().isEqualTo(new Unregistered(0, new Revocation(exact, "com.app.bye")));
        assertThat(realm.fail(admin, "wamp.registration.get", exact)).isEqualTo(ErrorUris.NO_SUCH_REGISTRATION);
    }

    @Conformance("REV-4")
    @Test
    void onlyACalleeCanBeRemoved() {
        assertThat(realm.fail(admin, "wamp.registration.remove_callee", exact, bea.id()))
                .isEqualTo(ErrorUris.NO_SUCH_SESSION);
        assertThat(realm.fail(admin, "wamp.registration.remove_callee", exact, ann.id(), "no uri"))
                .isEqualTo(ErrorUris.INVALID_URI);
        assertThat(realm.call(admin, "wamp.registration.count_callees", exact)).isEqualTo(1L);
    }
}
