package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.error.UnfitValue;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.token.Token;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Checks the {@code args} and {@code kwargs} at the end of a message, and returns them as undecoded bytes. Null or an
 * empty list or dictionary means absent (MSG-7). Serves one message on one thread.
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

    /**
     * Returns the payload. If a value must not be forwarded, returns a refused payload and does not read the rest of
     * the message.
     */
    Payload read() throws ProtocolViolation {
        try {
            return checked();
        } catch (UnfitValue unfit) {
            elements.abandon();
            return Payload.refused("payload: " + unfit.getMessage());
        }
    }

    private Payload checked() throws ProtocolViolation {
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
        boolean hasArgs = passContainer(args, false);
        int argsEnd = in.position();
        if (elements.hasNext()) {
            Token kwargs = elements.element();
            int kwargsStart = in.tokenStart();
            if (kwargs != Token.DICTIONARY && kwargs != Token.NULL) {
                throw ProtocolViolation.of("kwargs", kwargs.description(), "a dictionary");
            }
            if (passContainer(kwargs, true)) {
                return args == Token.NULL
                        ? withEmptyArgs(kwargsStart, in.position())
                        : slice(argsStart, in.position(), 2);
            }
        }
        return hasArgs ? slice(argsStart, argsEnd, 1) : Payload.EMPTY;
    }

    /**
     * Skips a list, dictionary or null. Returns true if it has elements or entries.
     *
     * @param names whether the dictionary's keys are the names of keyword arguments, which must be strings
     */
    private boolean passContainer(Token first, boolean names) throws ProtocolViolation {
        if (first == Token.NULL) {
            return false;
        }
        int outside = in.depth() - 1;
        Token token = in.next();
        boolean empty = in.depth() == outside;
        while (in.depth() > outside) {
            if (token == Token.ODD_KEY && names && isName(outside)) {
                throw UnfitValue.of("kwargs", in.keyKind().description() + " as key", "a string");
            }
            token = in.next();
        }
        return !empty;
    }

    private boolean isName(int outside) {
        Token kind = in.keyKind();
        return in.depth() == outside + (kind == Token.LIST || kind == Token.DICTIONARY ? 2 : 1);
    }

    private Payload slice(int start, int end, int count) {
        byte[] rewritten = in.rewritten(start, end);
        return rewritten == null
                ? Payload.validated(format.serialization(), in.bytes(), start, end - start, count)
                : Payload.validated(format.serialization(), rewritten, 0, rewritten.length, count);
    }

    /** Returns a bare payload. No element may follow it (PPT-13). */
    private Payload bare(int start, int end) {
        Payload payload = slice(start, end, 1);
        return Payload.bare(payload.serialization(), payload.array(), payload.offset(), payload.size());
    }

    /**
     * Returns a payload in which an empty list replaces the null before {@code kwargs} (MSG-6). Every other payload is
     * a slice of the message.
     */
    private Payload withEmptyArgs(int kwargsStart, int kwargsEnd) {
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
