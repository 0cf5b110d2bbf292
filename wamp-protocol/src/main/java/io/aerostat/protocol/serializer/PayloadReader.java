package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.payload.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Takes the {@code args} and {@code kwargs} at the end of a message as the bytes that stand there, after checking them. Null and empty ones count
 * as absent (MSG-7). One thread.
 */
final class PayloadReader {
    private final Format format;
    private final TokenReader in;
    private final ElementReader elements;

    PayloadReader(Format format, TokenReader in, ElementReader elements) {
        this.format = format;
        this.in = in;
        this.elements = elements;
    }

    Payload read() throws ProtocolViolation {
        if (!elements.hasNext()) {
            return Payload.EMPTY;
        }
        Token args = elements.element();
        int argsStart = in.tokenStart();
        if (args == Token.BINARY && elements.describesEncoding()) {
            return bare(argsStart, in.position());
        }
        if (args != Token.LIST && args != Token.NULL) {
            throw ProtocolViolation.of("args", args.description(), "a list");
        }
        boolean hasArgs = passContainer(args);
        int argsEnd = in.position();
        if (elements.hasNext()) {
            Token kwargs = elements.element();
            int kwargsStart = in.tokenStart();
            if (kwargs != Token.DICTIONARY && kwargs != Token.NULL) {
                throw ProtocolViolation.of("kwargs", kwargs.description(), "a dictionary");
            }
            if (passContainer(kwargs)) {
                return args == Token.NULL
                        ? withEmptyArgs(kwargsStart, in.position())
                        : slice(argsStart, in.position(), 2);
            }
        }
        return hasArgs ? slice(argsStart, argsEnd, 1) : Payload.EMPTY;
    }

    /** Passes a value and tells whether it is a list or dictionary that holds something. */
    private boolean passContainer(Token first) throws ProtocolViolation {
        if (first == Token.NULL) {
            return false;
        }
        int outside = in.depth() - 1;
        in.next();
        boolean empty = in.depth() == outside;
        while (in.depth() > outside) {
            in.next();
        }
        return !empty;
    }

    private Payload slice(int start, int end, int count) throws ProtocolViolation {
        if (format.isDialect()) {
            return PayloadTranscoder.rewrite(format, in.bytes, start, end - start, count);
        }
        return Payload.validated(format.serialization(), in.bytes, start, end - start, count);
    }

    /** PPT-13: nothing may follow it. */
    private Payload bare(int start, int end) throws ProtocolViolation {
        Payload payload = slice(start, end, 1);
        return Payload.bare(payload.serialization(), payload.array(), payload.offset(), payload.size());
    }

    /** The one case that cannot be a slice: null before a dictionary becomes an empty list (MSG-6). */
    private Payload withEmptyArgs(int kwargsStart, int kwargsEnd) throws ProtocolViolation {
        Payload kwargs = slice(kwargsStart, kwargsEnd, 1);
        ByteBuf out = Unpooled.buffer(kwargs.size() + 4);
        try {
            TokenWriter writer = format.writer(out);
            writer.list(0);
            writer.endList();
            writer.elements(kwargs.array(), kwargs.offset(), kwargs.size());
            return Payloads.of(format.serialization(), out, 2);
        } finally {
            out.release();
        }
    }
}
