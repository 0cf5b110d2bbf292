package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;

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
        TokenWriter writer(ByteBuf out) {
            return new CborWriter(out);
        }
    };

    private static final Format[] FORMATS = values();

    private final Serialization serialization;
    private final boolean counted;

    Format(Serialization serialization, boolean counted) {
        this.serialization = serialization;
        this.counted = counted;
    }

    static Format of(Serialization serialization) {
        for (Format format : FORMATS) {
            if (format.serialization == serialization) {
                return format;
            }
        }
        throw new IllegalArgumentException(serialization + " is not implemented");
    }

    final Serialization serialization() {
        return serialization;
    }

    /** Whether its writer must know the size of a list or dictionary before its elements. */
    final boolean isCounted() {
        return counted;
    }

    abstract TokenReader reader(byte[] bytes, int offset, int length, int maxDepth);

    abstract TokenWriter writer(ByteBuf out);
}
