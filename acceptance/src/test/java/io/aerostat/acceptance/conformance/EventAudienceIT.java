package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests which sessions get an event, and what they learn about its publisher. */
@Tag("over-nats")
class EventAudienceIT extends PubSubCase {

    /**
     * Publishes an event with these options, and then an event for all sessions. Returns, for each receiver, whether it
     * got the first event.
     */
    private boolean[] reach(RawPeer publisher, Map<String, ?> options, RawPeer... receivers) {
        publish(publisher, uri("topic"), options, "listed");
        publish(publisher, uri("topic"), Map.of(), "everybody");
        boolean[] reached = new boolean[receivers.length];
        for (int i = 0; i < receivers.length; i++) {
            Message event = receivers[i].expect(EVENT, ANY, ANY, ANY, ANY);
            if (event.list(4).equals(List.of("listed"))) {
                reached[i] = true;
                receivers[i].expect(EVENT, ANY, ANY, ANY, List.of("everybody"));
            }
        }
        return reached;
    }

    @Test
    @Conformance({"BWL-1", "BWL-2", "BWL-3", "A-2", "A-3"})
    void allListsMustAgree() {
        RawPeer publisher = enter();
        RawPeer ann = enterAs("ann", "user");
        RawPeer bob = enterAs("bob", "user");
        RawPeer cid = enter();
        RawPeer[] all = {ann, bob, cid};
        for (RawPeer peer : all) {
            subscribe(peer, uri("topic"));
        }
        String invented = (String) cid.welcome().dict(2).get("authid");

        assertThat(reach(publisher, Map.of("exclude", List.of(ann.session())), all))
                .containsExactly(false, true, true);
        assertThat(reach(publisher, Map.of("exclude_authid", List.of("bob", invented)), all))
                .containsExactly(true, false, false);
        assertThat(reach(publisher, Map.of("exclude_authrole", List.of("user")), all))
                .containsExactly(false, false, true);
        assertThat(reach(publisher, Map.of("eligible", List.of(ann.session(), cid.session())), all))
                .containsExactly(true, false, true);
        assertThat(reach(publisher, Map.of("eligible_authid", List.of("ann")), all))
                .containsExactly(true, false, false);
        assertThat(reach(publisher, Map.of("eligible_authrole", List.of("anonymous")), all))
                .containsExactly(false, false, true);
        assertThat(reach(
                        publisher, Map.of("eligible_authrole", List.of("user"), "exclude_authid", List.of("ann")), all))
                .containsExactly(false, true, false);
        assertThat(reach(publisher, Map.of("eligible", List.of()), all)).containsExactly(false, false, false);
        assertThat(reach(publisher, Map.of("exclude", List.of()), all)).containsExactly(true, true, true);
    }

    @Test
    @Conformance({"BWL-4", "A-1"})
    void aListDoesNotBringTheEventToItsPublisher() {
        RawPeer publisher = enter();
        subscribe(publisher, uri("topic"));

        publish(publisher, uri("topic"), Map.of("eligible", List.of(publisher.session())));
        publisher.expectNothing();
        publish(
                publisher,
                uri("topic"),
                Map.of("eligible", List.of(publisher.session()), "exclude_me", false),
                "listed");

        publisher.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of("listed"));
    }

    @Test
    @Conformance({"PID-1", "PID-4", "A-32", "A-57"})
    void aPublisherThatWantsItIsDisclosedToThoseWhoAnnouncedIt() {
        RawPeer publisher = enterAs("ann", "user");
        RawPeer knowing = enter();
        RawPeer plain = join(Hello.everything(PUBSUB).without("subscriber", "publisher_identification"));
        subscribe(knowing, uri("topic"));
        subscribe(plain, uri("topic"));

        publish(publisher, uri("topic"), Map.of("disclose_me", true));
        publish(publisher, uri("topic"), Map.of());

        knowing.expect(
                EVENT,
                ANY,
                ANY,
                Map.of("publisher", publisher.session(), "publisher_authid", "ann", "publisher_authrole", "user"));
        knowing.expect(EVENT, ANY, ANY, Map.of());
        plain.expect(EVENT, ANY, ANY, Map.of());
        plain.expect(EVENT, ANY, ANY, Map.of());
    }

    @Test
    @Conformance({"PID-3", "PTL-1"})
    void theConfigurationDisclosesAndTrustsByTopic() {
        RawPeer publisher = enter();
        RawPeer knowing = enter();
        RawPeer plain = join(
                Hello.everything(PUBSUB).without("subscriber", "publisher_identification", "publication_trustlevels"));
        String topic = "com.known." + uri("topic");
        subscribe(knowing, topic);
        subscribe(plain, topic);

        publish(publisher, topic, Map.of());

        Map<String, Object> details = new HashMap<>(knowing.expect(EVENT).dict(3));
        assertThat(details).containsEntry("publisher", publisher.session()).containsEntry("trustlevel", 3L);
        plain.expect(EVENT, ANY, ANY, Map.of());
    }

    @Test
    @Conformance({"PID-2", "A-31"})
    void disclosureThatIsNotAllowedIsRefusedWithTheEvent() {
        RawPeer publisher = join(Hello.everything("conformance.discreet"));
        RawPeer subscriber = join(Hello.everything("conformance.discreet"));
        subscribe(subscriber, uri("topic"));

        publisher.send(PUBLISH, 1, Map.of("acknowledge", true, "disclose_me", true), uri("topic"));
        publisher.expect(ERROR, PUBLISH, 1, ANY, "wamp.error.option_disallowed.disclose_me");
        publisher.send(PUBLISH, 2, Map.of("disclose_me", true), uri("topic"));

        subscriber.expectNothing(publisher);
    }
}
