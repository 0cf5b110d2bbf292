package io.aerostat.bridge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BridgeOptionsTest {
    private static final Map<String, Object> BROKER = Map.of("host", "b", "client_id", "c");
    private static final List<Object> TOPICS = List.of(Map.of("topic", "a/#"));

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> extra = new HashMap<>(Map.of("broker", BROKER, "from_broker", TOPICS));
        extra.put(key, value);
        return extra;
    }

    private static Map<String, Object> broker(String key, Object value) {
        Map<String, Object> broker = new HashMap<>(BROKER);
        broker.put(key, value);
        return with("broker", broker);
    }

    private static Map<String, Object> from(String key, Object value) {
        Map<String, Object> topic = new HashMap<>(Map.of("topic", "a/#"));
        topic.put(key, value);
        return with("from_broker", List.of(topic));
    }

    @Test
    void absentKeysHaveDefaults() {
        BridgeOptions options = BridgeOptions.read(with("cbdir", "/srv"));

        assertThat(options.broker().port()).isEqualTo(1883);
        assertThat(options.broker().keepAliveSeconds()).isEqualTo(60);
        assertThat(options.fromBroker().get(0).qos()).isZero();
        assertThat(options.fromBroker().get(0).format()).isEqualTo(PayloadFormat.PASSTHROUGH);
        assertThat(options.mostQueued()).isEqualTo(1000);
    }

    @Test
    void filesAreRelativeToTheFolderOfTheConfiguration() {
        Map<String, Object> extra = broker("tls", Map.of("ca_certificates", List.of("ca.pem")));
        extra.put("cbdir", "/srv");

        Broker broker = BridgeOptions.read(extra).broker();

        assertThat(broker.port()).isEqualTo(8883);
        assertThat(broker.tls().orElseThrow().trusted()).hasToString("[/srv/ca.pem]");
    }

    @Test
    void thePasswordIsNotShown() {
        Map<String, Object> broker = new HashMap<>(BROKER);
        broker.putAll(Map.of("user", "joe", "password", "s3cret"));

        assertThat(BridgeOptions.read(with("broker", broker)).toString()).doesNotContain("s3cret");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(Map.of(), "broker: found nothing (expected a dictionary)"),
                Arguments.of(Map.of("broker", BROKER), "from_broker: found nothing"),
                Arguments.of(with("from", 1), "from: found an unknown key"),
                Arguments.of(with("from_broker", "a"), "from_broker: found \"a\" (expected a list)"),
                Arguments.of(with("from_broker", List.of(1)), "from_broker[0]: found 1 (expected a dictionary)"),
                Arguments.of(
                        with("max_queued_messages", 0), "max_queued_messages: found 0 (expected an integer from 1"),
                Arguments.of(broker("port", 70_000), "broker.port: found 70000"),
                Arguments.of(broker("port", "1883"), "broker.port: found \"1883\""),
                Arguments.of(broker("password", "x"), "broker.user: found nothing"),
                Arguments.of(broker("tls", Map.of("key", "k.pem")), "broker.tls.certificate: found nothing"),
                Arguments.of(from("topic", "a/#/b"), "from_broker[0].topic: found \"a/#/b\""),
                Arguments.of(from("topic", "$share/g/a"), "from_broker[0].topic"),
                Arguments.of(from("qos", 2), "from_broker[0].qos: found 2 (expected an integer from 0 to 1)"),
                Arguments.of(from("retain", "yes"), "from_broker[0].retain: found \"yes\""),
                Arguments.of(from("remove", "b/"), "from_broker[0].remove: found \"b/\""),
                Arguments.of(
                        from("payload", "xml"), "from_broker[0].payload: found \"xml\" (expected passthrough, json"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreNamedWithTheirPlace(Map<String, Object> extra, String message) {
        assertThatThrownBy(() -> BridgeOptions.read(extra))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
