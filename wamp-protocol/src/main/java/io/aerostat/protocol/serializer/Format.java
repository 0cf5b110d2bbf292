package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.cbor.CborReader;
import io.aerostat.protocol.serializer.cbor.CborValueReader;
import io.aerostat.protocol.serializer.cbor.CborWriter;
import io.aerostat.protocol.serializer.json.JsonReader;
import io.aerostat.protocol.serializer.json.JsonWriter;
import io.aerostat.protocol.serializer.msgpack.MsgpackReader;
import io.aerostat.protocol.serializer.msgpack.MsgpackWriter;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.aerostat.protocol.serializer.ubjson.BjdataWriter;
import io.aerostat.protocol.serializer.ubjson.UbjsonReader;
import io.aerostat.protocol.serializer.ubjson.UbjsonWriter;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Provides the readers and writers of tokens for each serialization. The code that uses these readers and writers is
 * the same for all serializations. Any thread.
 */
enum Format {
    JSON(Serialization.JSON, false) {
        @Override
        TokenReader reader(byte[] bytes, int offset, int length, int maxDepth) {
            return new JsonReader(bytes, offset, length, maxDepth);
        }

        @Override
        TokenWriter writer(ByteBuf out) {
            return new JsonWriter(out);
        }
    },
    MSGPACK(Serialization.MSGPACK, true) {
        @Override
        TokenReader reader(byte[] bytes, int offset, int length, int maxDepth) {
            return new MsgpackReader(bytes, offset, length, maxDepth);
        }

        @Override
        TokenWriter writer(ByteBuf out) {
            return new MsgpackWriter(out);
        }
    },
    CBOR(Serialization.CBOR, true) {
        @Override
        TokenReader reader(byte[] bytes, int offset, int length, int maxDepth) {
            return new CborReader(bytes, offset, length, maxDepth);
        }

        @Override
        TokenReader valueReader(byte[] bytes, int offset, int length, int maxDepth) {
            return new CborValueReader(bytes, offset, length, maxDepth);
        }

        @Override
        TokenWriter writer(ByteBuf out) {
            return new CborWriter(out);
        }
    },
    UBJSON(Serialization.UBJSON, false) {
        @Override
        TokenReader reader(byte[] bytes, int offset, int length, int maxDepth) {
            return new UbjsonReader(bytes, offset, length, maxDepth, false);
        }

        @Override
        TokenWriter writer(ByteBuf out) {
            return new UbjsonWriter(out);
        }

        @Override
        @Nullable
        Format dialect(TokenReader failed) {
            return ((UbjsonReader) failed).isBjdataFound() ? BJDATA : null;
        }
    },
    /** UBJSON with little-endian numbers and additional types (SER-8). */
    BJDATA(Serialization.BJDATA, false) {
        @Override
        TokenReader reader(byte[] bytes, int offset, int length, int maxDepth) {
            return new UbjsonReader(bytes, offset, length, maxDepth, true);
        }

        @Override
        TokenWriter writer(ByteBuf out) {
            return new BjdataWriter(out);
        }
    };

    private final Serialization serialization;
    private final boolean counted;

    Format(Serialization serialization, boolean counted) {
        this.serialization = serialization;
        this.counted = counted;
    }

    static Format of(Serialization serialization) {
        return switch (serialization) {
            case JSON -> JSON;
            case MSGPACK -> MSGPACK;
            case CBOR -> CBOR;
            case UBJSON -> UBJSON;
            case BJDATA -> BJDATA;
        };
    }

    final Serialization serialization() {
        return serialization;
    }

    /** Checks whether the writer must know the size of a list or dictionary before it writes the elements. */
    final boolean isCounted() {
        return counted;
    }

    /** Returns the dialect to try after this reader has refused the bytes; null if there is no dialect to try. */
    @Nullable
    Format dialect(TokenReader failed) {
        return null;
    }

    abstract TokenReader reader(byte[] bytes, int offset, int length, int maxDepth);

    /** Returns a reader like {@link #reader} that also interprets tags and extension types. */
    TokenReader valueReader(byte[] bytes, int offset, int length, int maxDepth) {
        return reader(bytes, offset, length, maxDepth);
    }

    abstract TokenWriter writer(ByteBuf out);
}
