package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.util.ArrayList;
import java.util.List;

/** A client of a {@link TestBroker}: acts on its loop, lets all loops run, and returns received messages. */
final class BrokerClient {
    final FakePeer peer;
    final FakeLoop loop;
    final BrokerSession session;
    private final TestBroker realm;
    private long lastRequest;

    BrokerClient(TestBroker realm, FakePeer peer, FakeLoop loop, BrokerSession session) {
        this.realm = realm;
        this.peer = peer;
        this.loop = loop;
        this.session = session;
    }

    long id() {
        return peer.id();
    }

    private void say(Runnable action) {
        loop.enter(action);
        realm.settle();
    }

    /** Subscribes and returns the id of the subscription. */
    long subscribe(String topic, SubscribeOptions options) {
        requestSubscribe(topic, options);
        return peer.received().stream()
                .filter(Subscribed.class::isInstance)
                .map(Subscribed.class::cast)
                .filter(answer -> answer.request() == lastRequest)
                .findFirst()
                .orElseThrow()
                .subscription();
    }

    long subscribe(String topic, MatchPolicy match) {
        return subscribe(topic, new SubscribeOptions(match, false, null));
    }

    long subscribe(String topic) {
        return subscribe(topic, MatchPolicy.EXACT);
    }

    long requestSubscribe(String topic, SubscribeOptions options) {
        long request = ++lastRequest;
        say(() -> session.subscribe(new Subscribe(request, options, topic)));
        return request;
    }

    long unsubscribe(long subscription) {
        long request = ++lastRequest;
        say(() -> session.unsubscribe(new Unsubscribe(request, subscription)));
        return request;
    }

    long publish(String topic) {
        return publish(topic, PublishOptions.NONE);
    }

    long publish(String topic, PublishOptions options) {
        return publish(topic, options, Permit.PLAIN);
    }

    long publish(String topic, PublishOptions options, Permit permit) {
        return publish(topic, options, permit, Payload.EMPTY);
    }

    long publish(String topic, PublishOptions options, Permit permit, Payload payload) {
        long request = ++lastRequest;
        say(() -> session.publish(new Publish(request, options, topic, payload), permit));
        return request;
    }

    /** Publishes and returns the id of the publication. */
    long publishAcknowledged(String topic, Options options) {
        long request = publish(topic, options.acknowledged().build());
        List<Published> answers = received(Published.class);
        assertThat(answers).isNotEmpty();
        Published last = answers.get(answers.size() - 1);
        assertThat(last.request()).isEqualTo(request);
        return last.publication();
    }

    void leave(LeaveReason reason) {
        say(() -> session.leave(reason));
    }

    List<WampMessage> received() {
        return peer.received();
    }

    <M extends WampMessage> List<M> received(Class<M> type) {
        List<M> found = new ArrayList<>();
        for (WampMessage message : peer.received()) {
            if (type.isInstance(message)) {
                found.add(type.cast(message));
            }
        }
        return found;
    }

    List<Event> events() {
        return received(Event.class);
    }

    /** Returns the only EVENT that has arrived. */
    Event event() {
        assertThat(events()).hasSize(1);
        return events().get(0);
    }

    /** Returns the URI of the only ERROR that has arrived. */
    String error(int requestType, long request) {
        List<ErrorMessage> errors = received(ErrorMessage.class);
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).requestType()).isEqualTo(requestType);
        assertThat(errors.get(0).request()).isEqualTo(request);
        return errors.get(0).error();
    }

    void forget() {
        peer.received().clear();
        peer.shared().clear();
    }
}
