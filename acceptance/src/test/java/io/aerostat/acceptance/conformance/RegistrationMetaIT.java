package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the meta API of registrations. */
@Tag("over-nats")
class RegistrationMetaIT extends PubSubCase {

    @Test
    @Conformance({"META-1", "META-5", "RM-3", "RM-4", "A-38"})
    void registrationsAreListedLookedUpAndDescribed() {
        RawPeer peer = enter();
        RawPeer other = enter();
        long exact = register(peer, uri("call"), Map.of());
        long prefix = register(peer, uri("ca"), Map.of("match", "prefix", "invoke", "roundrobin"));
        register(other, uri("ca"), Map.of("match", "prefix", "invoke", "roundrobin"));

        Map<?, ?> all = (Map<?, ?>) call(peer, "wamp.registration.list").get(0);
        assertThat(List.<Object>copyOf((List<?>) all.get("exact"))).contains(exact);
        assertThat(List.<Object>copyOf((List<?>) all.get("prefix"))).contains(prefix);
        assertThat(all.get("wildcard")).isInstanceOf(List.class);
        assertThat(call(peer, "wamp.registration.lookup", uri("call"))).isEqualTo(List.of(exact));
        assertThat(call(peer, "wamp.registration.lookup", uri("ca"), Map.of("match", "prefix")))
                .isEqualTo(List.of(prefix));
        assertThat(call(peer, "wamp.registration.lookup", uri("ca")).get(0)).isNull();
        assertThat(call(peer, "wamp.registration.match", uri("call"))).isEqualTo(List.of(exact));
        assertThat(call(peer, "wamp.registration.match", uri("cab"))).isEqualTo(List.of(prefix));
        assertThat(call(peer, "wamp.registration.match", uri("none")).get(0)).isNull();
        Map<?, ?> details =
                (Map<?, ?>) call(peer, "wamp.registration.get", exact).get(0);
        assertThat(details.get("id")).isEqualTo(exact);
        assertThat(details.get("uri")).isEqualTo(uri("call"));
        assertThat(details.get("match")).isEqualTo("exact");
        assertThat(details.get("invoke")).isEqualTo("single");
        assertThat((String) details.get("created")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(call(peer, "wamp.registration.list_callees", prefix))
                .isEqualTo(List.of(List.of(peer.session(), other.session())));
        assertThat(call(peer, "wamp.registration.count_callees", prefix)).isEqualTo(List.of(2L));
    }

    @Test
    @Conformance({"META-3", "META-4"})
    void whatIsNotThereOrNotUnderstoodIsAnError() {
        RawPeer peer = enter();

        assertThat(call(peer, "wamp.registration.match", "wamp.session.count").get(0))
                .isNull();
        for (String procedure : List.of("get", "list_callees", "count_callees")) {
            String uri = "wamp.registration." + procedure;
            fail(peer, "wamp.error.no_such_registration", uri, 9007199254740000L);
            fail(peer, "wamp.error.invalid_argument", uri);
            fail(peer, "wamp.error.invalid_argument", uri, "x");
        }
        fail(peer, "wamp.error.invalid_argument", "wamp.registration.lookup");
        fail(peer, "wamp.error.invalid_argument", "wamp.registration.lookup", uri("call"), Map.of("match", 1));
        fail(peer, "wamp.error.invalid_argument", "wamp.registration.match");
        fail(peer, "wamp.error.no_such_registration", "wamp.registration.remove_callee", 9007199254740000L, 1);
    }

    @Test
    @Conformance({"RM-1", "RM-2", "RM-3", "A-36", "REV-2"})
    void theMetaEventsOfARegistrationAreInOrder() {
        RawPeer watcher = enter();
        long news = subscribe(watcher, "wamp.registration.", Map.of("match", "prefix"));
        RawPeer one = enter();
        RawPeer two = enter();
        RawPeer three = enter();
        Map<String, String> shared = Map.of("invoke", "random");
        long registration = register(one, uri("call"), shared);
        register(two, uri("call"), shared);
        register(three, uri("call"), shared);
        one.send(UNREGISTER, 5, registration);
        one.expect(UNREGISTERED, 5);
        call(watcher, "wamp.registration.remove_callee", registration, two.session());
        call(watcher, "wamp.session.kill", three.session());

        Message created = watcher.expectAmongOthers(EVENT, news, ANY, Map.of("topic", "wamp.registration.on_create"));
        assertThat(created.list(4).get(0)).isEqualTo(one.session());
        Map<?, ?> details = (Map<?, ?>) created.list(4).get(1);
        assertThat(details.get("uri")).isEqualTo(uri("call"));
        assertThat(details.get("match")).isEqualTo("exact");
        assertThat(details.get("invoke")).isEqualTo("random");
        told(watcher, news, "on_register", one, registration);
        told(watcher, news, "on_register", two, registration);
        told(watcher, news, "on_register", three, registration);
        told(watcher, news, "on_unregister", one, registration);
        told(watcher, news, "on_unregister", two, registration);
        told(watcher, news, "on_unregister", three, registration);
        told(watcher, news, "on_delete", three, registration);
    }

    private static void told(RawPeer watcher, long news, String event, RawPeer about, long registration) {
        watcher.expectAmongOthers(
                EVENT,
                news,
                ANY,
                Map.of("topic", "wamp.registration." + event),
                List.of(about.session(), registration));
    }
}
