package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.payload.Transcoder;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Converts a payload to another serialization token by token, without decoding its values (MSG-8). Stateless; any
 * thread.
 */
final class PayloadTranscoder implements Transcoder {
    static final PayloadTranscoder INSTANCE = new PayloadTranscoder();

    private PayloadTranscoder() {}

    @Override
    public Payload transcode(Payload payload, Serialization target) throws NotExpressible {
        if (payload.isEmpty() || payload.serialization() == target) {
            return payload;
        }
        Format format = Format.of(target);
        ByteBuf out = Unpooled.buffer(payload.size() + payload.size() / 2 + 16);
        try {
            ContainerSizes sizes = format.isCounted() ? ContainerSizes.of(tokens(payload), payload.elements()) : null;
            copy(tokens(payload), payload.elements(), sizes, format.writer(out));
            return Payloads.like(payload, target, out);
        } catch (ProtocolViolation e) {
            throw new IllegalStateException("a payload that had been validated: " + e.getMessage(), e);
        } finally {
            out.release();
        }
    }

    /** Returns the exception for a value or key that exists only in the sender's serialization. */
    static NotExpressible notForOthers(TokenReader in, Token token) {
        return token == Token.ODD_KEY
                ? new NotExpressible("found " + in.keyKind().description()
                        + " as key (expected a string, because most serializations have no other keys)")
                : new NotExpressible("found " + in.foreign() + " (expected a type that every serialization has)");
    }

    /** Returns a reader that reads the payload's elements as if they were in a list. */
    static TokenReader tokens(Payload payload) throws ProtocolViolation {
        TokenReader tokens = Format.of(payload.serialization())
                .valueReader(payload.array(), payload.offset(), payload.size(), Integer.MAX_VALUE);
        tokens.enterList(payload.elements());
        return tokens;
    }

    private static void copy(TokenReader in, int elements, @Nullable ContainerSizes sizes, TokenWriter out)
            throws ProtocolViolation, NotExpressible {
        for (int i = 0; i < elements; i++) {
            int outside = in.depth();
            do {
                Token token = in.nextMeant();
                switch (token) {
                    case NULL -> out.nothing();
                    case FALSE -> out.bool(false);
                    case TRUE -> out.bool(true);
                    case INTEGER -> out.integer(in.integer());
                    case BIG_INTEGER -> out.boundedInteger(in.bigInteger());
                    case REAL -> in.copyReal(out);
                    case TEXT -> in.copyText(out);
                    case BINARY -> in.copyBinary(out);
                    case KEY -> in.copyKey(out);
                    case LIST -> out.list(sizes == null ? 0 : sizes.next());
                    case DICTIONARY -> out.dictionary(sizes == null ? 0 : sizes.next());
                    case LIST_END -> out.endList();
                    case DICTIONARY_END -> out.endDictionary();
                    case TIMESTAMP -> out.timestamp(in.timestamp(), in.timestampText());
                    case DECIMAL -> out.decimal(in.decimal());
                    case FOREIGN, ODD_KEY -> throw notForOthers(in, token);
                    case EXTENSION -> throw new IllegalStateException("an extension type without a meaning");
                }
            } while (in.depth() > outside);
        }
    }
}
