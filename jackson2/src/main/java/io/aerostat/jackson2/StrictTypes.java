package io.aerostat.jackson2;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Refuses values that Jackson would change or could not handle: Jackson would read seconds out of range as 1970, would
 * drop the fraction of a number that becomes a {@code BigInteger}, and would fail with an internal exception for binary
 * data. Expects {@link StrictParser} as parser. Stateless; any thread.
 */
final class StrictTypes {
    private static final Set<Class<?>> TYPES =
            Set.of(BigInteger.class, Instant.class, OffsetDateTime.class, ZonedDateTime.class, Duration.class);

    private StrictTypes() {}

    static SimpleModule module() {
        return new SimpleModule("io.aerostat.strict").setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> deserializer) {
            return TYPES.contains(description.getBeanClass())
                    ? new Checked(deserializer, description.getBeanClass())
                    : deserializer;
        }
    }

    private static final class Checked extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        private final Class<?> type;

        Checked(JsonDeserializer<?> deserializer, Class<?> type) {
            super(deserializer);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
            return new Checked(deserializer, type);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
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
