package io.aerostat.test;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A message between the router and a client of a test. Immutable; any thread.
 *
 * @param time the time since the start of the router
 * @param client the name of the client: its role or authid, with a number if several clients have it
 * @param sent whether the client has sent the message; otherwise, the client has received it
 */
public record WireMessage(Duration time, String client, boolean sent, WampMessage message) {
    /** The number of characters after which a message is cut. */
    private static final int SHOWN = 300;

    /** Returns the message in JSON. */
    public String json() {
        ByteBuf bytes = Unpooled.buffer();
        try {
            Serializers.of(Serialization.JSON).encode(message, bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (NotExpressible e) {
            return message.toString();
        } finally {
            bytes.release();
        }
    }

    /** Returns a line such as {@code 12.345 ms backend → CALL [48,1,{},"com.shop.add",[2,3]]}. */
    @Override
    public String toString() {
        String json = json();
        String shown = json.length() > SHOWN ? json.substring(0, SHOWN) + "…" : json;
        return String.format(
                Locale.ROOT,
                "%9.3f ms %s %s %s %s",
                time.toNanos() / 1e6,
                client,
                sent ? "→" : "←",
                message.type(),
                shown);
    }
}
