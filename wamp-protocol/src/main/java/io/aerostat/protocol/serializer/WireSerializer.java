package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The serializer of one {@link Format}; contains the code that all serializations share. Stateless; any thread. */
final class WireSerializer implements Serializer {
    private final Format format;

    WireSerializer(Format format) {
        this.format = format;
    }

    @Override
    public Serialization serialization() {
        return format.serialization();
    }

    @Override
    public WampMessage decode(byte[] bytes, int offset, int length, DecodeLimits limits) throws ProtocolViolation {
        return MessageReader.read(format, bytes, offset, length, limits);
    }

    @Override
    public void encode(WampMessage message, ByteBuf out) throws NotExpressible {
        int start = out.writerIndex();
        boolean complete = false;
        try {
            new MessageWriter(format, format.writer(out)).write(message);
            complete = true;
        } finally {
            if (!complete) {
                out.writerIndex(start);
            }
        }
    }

    @Override
    public Payload payload(PayloadValues values) throws NotExpressible {
        boolean hasKwargs = !values.kwargs().isEmpty();
        if (values.args().isEmpty() && !hasKwargs) {
            return Payload.EMPTY;
        }
        ByteBuf out = Unpooled.buffer(64);
        try {
            ValueWriter writer = new ValueWriter(format.writer(out));
            writer.write(values.args());
            if (hasKwargs) { // MSG-6
                writer.write(values.kwargs());
            }
            return Payloads.of(format.serialization(), out, hasKwargs ? 2 : 1);
        } finally {
            out.release();
        }
    }

    @Override
    public PayloadValues values(Payload payload) {
        if (payload.isEmpty()) {
            return PayloadValues.EMPTY;
        }
        try {
            TokenReader tokens = PayloadTranscoder.tokens(payload);
            ValueReader reader = ValueReader.payload(tokens);
            Token first = tokens.next();
            List<@Nullable Object> args = first == Token.LIST ? reader.list() : List.of(tokens.binary()); // PPT-13
            Map<String, @Nullable Object> kwargs = Map.of();
            if (payload.elements() == 2) {
                tokens.next();
                kwargs = reader.dictionary();
            }
            return new PayloadValues(args, kwargs);
        } catch (ProtocolViolation e) {
            throw new IllegalStateException("a payload that had been validated: " + e.getMessage(), e);
        }
    }
}
