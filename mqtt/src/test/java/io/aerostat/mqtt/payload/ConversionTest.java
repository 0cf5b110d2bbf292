package io.aerostat.mqtt.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.mqtt.options.PayloadMapping;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {
    private static final Conversion PASSTHROUGH = new PassthroughConversion();
    private static final Conversion JSON = new NativeConversion(Serialization.JSON);

    private static Payload json(List<Object> args, Map<String, Object> kwargs) throws Exception {
        return Serializers.of(Serialization.JSON).payload(new PayloadValues(args, kwargs));
    }

    @Test
    void passthroughKeepsTheBytesInBothDirections() throws Exception {
        byte[] bytes = {0, 1, (byte) 0xFF};

        EventContent content = PASSTHROUGH.toEvent(bytes, Map.of(), DecodeLimits.DEFAULT);

        assertThat(content.payload().isBare()).isTrue();
        assertThat(content.passthru().encoding().algorithm()).isEqualTo("mqtt");
        assertThat(PASSTHROUGH.toMessage(content.payload()).payload()).isEqualTo(bytes);
    }

    @Test
    void passthroughSendsOnlyEventsWithOneTextOrBinaryValue() throws Exception {
        assertThat(PASSTHROUGH.toMessage(json(List.of("text"), Map.of())).payload())
                .isEqualTo("text".getBytes(UTF_8));
        assertThat(PASSTHROUGH.toMessage(Payload.EMPTY).payload()).isEmpty();
        assertThatThrownBy(() -> PASSTHROUGH.toMessage(json(List.of(1), Map.of())))
                .isInstanceOf(UnfitPayload.class);
        assertThatThrownBy(() -> PASSTHROUGH.toMessage(json(List.of("a", "b"), Map.of())))
                .isInstanceOf(UnfitPayload.class);
        assertThatThrownBy(() -> PASSTHROUGH.toMessage(json(List.of("a"), Map.of("k", 1))))
                .isInstanceOf(UnfitPayload.class);
    }

    @Test
    void nativeReadsArgumentsAndLists() throws Exception {
        String message = "{\"args\": [1, null], \"kwargs\": {\"a\": \"b\"}, \"eligible_authrole\": [\"r\"], \"x\": 1}";

        EventContent content = JSON.toEvent(message.getBytes(UTF_8), Map.of(), DecodeLimits.DEFAULT);

        PayloadValues values = NativeConversion.valuesOf(content.payload());
        assertThat(values.args()).containsExactly(1L, null);
        assertThat(values.kwargs()).containsEntry("a", "b");
        assertThat(content.audience().eligibleAuthrole()).isEqualTo(Set.of("r"));
    }

    @Test
    void nativeWritesArguments() throws Exception {
        assertThat(new String(
                        JSON.toMessage(json(List.of(7), Map.of("a", true))).payload(), UTF_8))
                .isEqualTo("{\"args\":[7],\"kwargs\":{\"a\":true}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"args\": 1}", "{\"kwargs\": []}", "{\"eligible\": \"x\"}", "{", "{} {}"})
    void nativeRefusesOtherPayloads(String message) {
        assertThatThrownBy(() -> JSON.toEvent(message.getBytes(UTF_8), Map.of(), DecodeLimits.DEFAULT))
                .isInstanceOf(UnfitPayload.class);
    }

    @Test
    void thePropertiesOfAMessageAreAKeywordArgument() throws Exception {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.UserProperty("k", "v"));
        properties.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "text/plain"));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 60));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, 1));
        Map<String, @Nullable Object> keyword = MessageProperties.toKeyword(properties, 1_000);
        assertThat(keyword)
                .containsEntry("user_properties", List.of(List.of("k", "v")))
                .containsEntry("content_type", "text/plain")
                .containsEntry("expires_at", 1_060L)
                .hasSize(3);

        for (Conversion conversion : List.of(PASSTHROUGH, JSON)) {
            byte[] payload = "{}".getBytes(UTF_8);
            EventContent content = conversion.toEvent(payload, keyword, DecodeLimits.DEFAULT);

            MqttProperties again = new MqttProperties();
            Map<String, @Nullable Object> carried =
                    conversion.toMessage(content.payload()).properties();
            MessageProperties.addTo(again, carried);
            assertThat(again.getProperty(MqttProperties.CONTENT_TYPE).value()).isEqualTo("text/plain");
            assertThat(again.getProperties(MqttProperties.USER_PROPERTY)).hasSize(1);
            assertThat(MessageProperties.expiry(carried)).isEqualTo(1_060);
        }
    }

    @Test
    void theMappingWithTheLongestPrefixApplies() {
        PayloadMapping all = new PayloadMapping.Passthrough();
        PayloadMapping some = new PayloadMapping.Native(Serialization.CBOR);
        Mappings mappings = new Mappings(Map.of("", all, "com.a.", some));

        assertThat(mappings.of("com.a.b")).isEqualTo(some);
        assertThat(mappings.of("com.a")).isEqualTo(all);
        assertThat(mappings.of("com.b")).isEqualTo(all);
        assertThat(new Mappings(Map.of("com.a.", some)).of("com.b")).isNull();
    }

    private static MqttProperties propertiesOf(Map<String, Object> keyword) {
        MqttProperties properties = new MqttProperties();
        MessageProperties.addTo(properties, keyword);
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD800", "LONG", "LONG_IN_UTF_8"})
    void textsThatMqttDoesNotAllowAreLeftOut(String kind) {
        String text = switch (kind) {
            case "LONG" -> "x".repeat(65_536);
            case "LONG_IN_UTF_8" -> "\u00E9".repeat(32_768);
            default -> kind;
        };

        MqttProperties properties = propertiesOf(Map.of(
                "content_type",
                text,
                "response_topic",
                text,
                "user_properties",
                List.of(List.of(text, "value"), List.of("key", text))));

        assertThat(properties.isEmpty()).isTrue();
    }

    @Test
    void aResponseTopicWithAWildcardIsLeftOut() {
        assertThat(propertiesOf(Map.of("response_topic", "a/+")).isEmpty()).isTrue();
        assertThat(propertiesOf(Map.of("response_topic", "a/#")).isEmpty()).isTrue();
    }

    @Test
    void correlationDataThatIsTooLongIsLeftOut() {
        assertThat(propertiesOf(Map.of("correlation_data", new byte[65_536])).isEmpty())
                .isTrue();
    }

    @Test
    void theLongestValuesAreKept() {
        String text = "x".repeat(65_535);

        MqttProperties properties =
                propertiesOf(Map.of("content_type", text, "correlation_data", new byte[65_535], "is_text", true));

        assertThat(properties.listAll()).hasSize(3);
        assertThat(propertiesOf(Map.of("content_type", "\uD83C\uDF88")).listAll())
                .hasSize(1);
    }
}
