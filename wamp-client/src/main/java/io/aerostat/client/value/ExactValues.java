package io.aerostat.client.value;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses values that Jackson would change or could not handle: Jackson would read seconds out of range as 1970, would
 * drop the fraction of a number that becomes a {@code BigInteger}, and would fail with an internal exception for binary
 * data. Expects {@link ExactNumbers} as parser. Stateless; any thread.
 */
final class ExactValues {
    private static final Set<Class<?>> TYPES =
            Set.of(BigInteger.class, Instant.class, OffsetDateTime.class, ZonedDateTime.class, Duration.class);

    private ExactValues() {}

    static SimpleModule module() {
        return new SimpleModule("io.aerostat.exact").setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
            return TYPES.contains(description.getBeanClass())
                    ? new Checked(deserializer, description.getBeanClass())
                    : deserializer;
        }
    }

    private static final class Checked extends DelegatingDeserializer {
        private final Class<?> type;

        Checked(ValueDeserializer<?> deserializer, Class<?> type) {
            super(deserializer);
            this.type = type;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
            return new Checked(deserializer, type);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            JsonToken token = parser.currentToken();
            boolean isReal = token == JsonToken.VALUE_NUMBER_FLOAT;
            if (isReal && type == BigInteger.class) {
                return parser.getBigIntegerValue();
            }
            if (isReal && !isTime(parser.getDoubleValue()) || token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                throw MismatchedInputException.from(parser, type, "no such value");
            }
            return super.deserialize(parser, context);
        }

        private boolean isTime(double seconds) {
            return type == Duration.class
                    ? Math.abs(seconds) < 0x1p63
                    : seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond();
        }
    }
}
