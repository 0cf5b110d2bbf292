package io.aerostat.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests options of subscriptions in MQTT 5, with a real router over sockets. */
class SubscriptionOptionsTest {
    private MqttRouter router;

    @BeforeEach
    void start() throws Exception {
        router = MqttRouter.start(options -> options);
    }

    @AfterEach
    void stop() throws Exception {
        router.close();
    }

    private MqttPeer join(String clientId) throws Exception {
        return MqttPeer.joined(router.port(), MqttVersion.MQTT_5, clientId);
    }

    private static MqttSubscriptionOption option(boolean isNoLocal, boolean keepsRetain) {
        return new MqttSubscriptionOption(
                MqttQoS.AT_MOST_ONCE, isNoLocal, keepsRetain, RetainedHandlingPolicy.SEND_AT_SUBSCRIBE);
    }

    @Test
    void subscribersDecideWhetherLiveMessagesKeepTheRetainFlag() throws Exception {
        try (MqttPeer keeping = join("keeping");
                MqttPeer other = join("other");
                MqttPeer publisher = join("publisher")) {
            keeping.subscribe("a", option(false, true));
            other.subscribe("a", option(false, false));

            publisher.publish("a", "kept", 0, true, MqttProperties.NO_PROPERTIES);
            publisher.publish("a", "", 0, true, MqttProperties.NO_PROPERTIES);
            publisher.publish("a", "live", 0);

            for (boolean expected : List.of(true, true, false)) {
                assertThat(keeping.next(MqttPublishMessage.class).fixedHeader().isRetain())
                        .isEqualTo(expected);
                assertThat(other.next(MqttPublishMessage.class).fixedHeader().isRetain())
                        .isFalse();
            }
        }
    }

    @Test
    void aSharedSubscriptionCannotExcludeOwnMessages() throws Exception {
        try (MqttPeer peer = join("peer")) {
            peer.send(MqttMessageBuilders.subscribe()
                    .messageId(7)
                    .addSubscription("$share/group/a", option(true, false))
                    .build());

            assertThat(peer.nextDisconnect()).isEqualTo(0x82);
        }
    }
}
