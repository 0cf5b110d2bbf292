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

/** The primitives of one serialization; everything above them is shared. */
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
    /** UBJSON with little-endian numbers and more types (SER-8). */
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

    /** Whether its writer must know the size of a list or dictionary before its elements. */
    final boolean isCounted() {
        return counted;
    }

    /** The dialect to try once more, as far as this reader can tell after it refused its bytes. */
    @Nullable
    Format dialect(TokenReader failed) {
        return null;
    }

    abstract TokenReader reader(byte[] bytes, int offset, int length, int maxDepth);

    /** As {@link #reader}, for those who ask what the tokens mean. */
    TokenReader valueReader(byte[] bytes, int offset, int length, int maxDepth) {
        return reader(bytes, offset, length, maxDepth);
    }

    abstract TokenWriter writer(ByteBuf out);
}
