package io.aerostat.acceptance.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs the Java client of HiveMQ against the router. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HiveMqClientIT {
    private static final byte[] PASSWORD = "secret".getBytes(UTF_8);
    private static final long SECONDS = 60;

    private MqttNode node;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        node = new MqttNode(folder);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private Mqtt5ClientBuilder version5() {
        return MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(node.port())
                .simpleAuth()
                .username("joe")
                .password(PASSWORD)
                .applySimpleAuth();
    }

    private static String text(Mqtt5Publish message) {
        return new String(message.getPayloadAsBytes(), UTF_8);
    }

    private static void publish(Mqtt5BlockingClient client, String topic, String text, boolean isRetained) {
        client.publishWith()
                .topic(topic)
                .payload(text.getBytes(UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(isRetained)
                .send();
    }

    @Test
    void version5PublishesToWampAndBack() throws Exception {
        Mqtt5BlockingClient client = version5().buildBlocking(); // without a client id, so that the router assigns one
        client.connect();
        try (Mqtt5BlockingClient.Mqtt5Publishes arrived = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith()
                    .topicFilter("com/example/down/hive5")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();

            publish(client, "com/example/up/hive5", "hello", false);

            assertThat(arrived.receive(SECONDS, TimeUnit.SECONDS).map(HiveMqClientIT::text))
                    .contains("hello");
            client.unsubscribeWith().topicFilter("com/example/down/hive5").send();
        }
        client.disconnect();
    }

    @Test
    void aRetainedMessageWaitsForSubscribers() throws Exception {
        Mqtt5BlockingClient client = version5().identifier("hive-kept").buildBlocking();
        client.connect();
        publish(client, "com/example/hive/kept", "old", true);
        try (Mqtt5BlockingClient.Mqtt5Publishes arrived = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter("com/example/hive/#").send();

            Mqtt5Publish message = arrived.receive(SECONDS, TimeUnit.SECONDS).orElseThrow();

            assertThat(message.isRetain()).isTrue();
            assertThat(text(message)).isEqualTo("old");
        }
        client.disconnect();
    }

    @Test
    void aSessionOutlivesItsConnection() throws Exception {
        Mqtt5BlockingClient client = version5().identifier("hive-sleeper").buildBlocking();
        client.connectWith().cleanStart(false).sessionExpiryInterval(60).send();
        client.subscribeWith()
                .topicFilter("com/example/hive/sleep")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        client.disconnect();
        Mqtt5BlockingClient other = version5().identifier("hive-other").buildBlocking();
        other.connect();
        publish(other, "com/example/hive/sleep", "waited", false);
        other.disconnect();

        Mqtt5BlockingClient again = version5().identifier("hive-sleeper").buildBlocking();
        try (Mqtt5BlockingClient.Mqtt5Publishes arrived = again.publishes(MqttGlobalPublishFilter.ALL)) {
            assertThat(again.connectWith().cleanStart(false).send().isSessionPresent())
                    .isTrue();
            assertThat(arrived.receive(SECONDS, TimeUnit.SECONDS).map(HiveMqClientIT::text))
                    .contains("waited");
        }
        again.disconnect();
    }

    @Test
    void version3IsRefusedWithAWrongPassword() {
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(node.port())
                .simpleAuth()
                .username("joe")
                .password("wrong".getBytes(UTF_8))
                .applySimpleAuth()
                .buildBlocking();

        assertThatThrownBy(client::connect).isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void theClientComesBackAfterAShutdownOfTheRouter() {
        Mqtt5BlockingClient client = version5()
                .identifier("hive-stay")
                .automaticReconnect()
                .initialDelay(100, TimeUnit.MILLISECONDS)
                .maxDelay(500, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .buildBlocking();
        client.connect();

        node.restart();

        await().atMost(Duration.ofMinutes(1)).until(() -> client.getState() == MqttClientState.CONNECTED);
        publish(client, "com/example/hive/again", "here", false);
        client.disconnect();
    }
}
