package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;

/** Payloads for tests, where a value that cannot be expressed is a mistake of the test. */
final class TestPayloads {
    private TestPayloads() {}

    static Payload of(Serialization serialization, PayloadValues values) {
        try {
            return Serializers.of(serialization).payload(values);
        } catch (NotExpressible e) {
            throw new AssertionError(e);
        }
    }
}
