package io.aerostat.mqtt.packet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Removes the mark of a bridge from a CONNECT of MQTT 3.1.1. A broker that forwards the messages of its own clients,
 * such as mosquitto, sets the highest bit of the protocol level; Netty's decoder would refuse this level. The handler
 * removes itself when the protocol level has arrived. Confined to the channel's loop.
 */
final class BridgeMark extends ByteToMessageDecoder {
    private static final int CONNECT = 0x10;
    private static final byte[] NAME = {0, 4, 'M', 'Q', 'T', 'T'};
    private static final int VERSION_3_1_1 = 4;
    private static final int MARK = 0x80;
    private static final int LONGEST_LENGTH = 4;

    private static final int INCOMPLETE = -1;
    private static final int ABSENT = -2;

    private final Runnable onBridge;

    /** @param onBridge run if the client is a bridge, before its CONNECT is decoded */
    BridgeMark(Runnable onBridge) {
        this.onBridge = onBridge;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int level = placeOfLevel(in);
        if (level == INCOMPLETE) {
            return;
        }
        if (level != ABSENT && in.getUnsignedByte(level) == (VERSION_3_1_1 | MARK)) {
            in.setByte(level, VERSION_3_1_1);
            onBridge.run();
        }
        context.pipeline().remove(this); // The next handler gets the bytes.
    }

    /** Returns the index of the protocol level, {@link #INCOMPLETE} or {@link #ABSENT}. */
    private static int placeOfLevel(ByteBuf in) {
        int at = in.readerIndex();
        if (in.getUnsignedByte(at++) != CONNECT) {
            return ABSENT;
        }
        int length = 0;
        int digits = 0;
        boolean continues = true;
        while (continues) {
            if (digits == LONGEST_LENGTH) {
                return ABSENT;
            }
            if (at == in.writerIndex()) {
                return INCOMPLETE;
            }
            int digit = in.getUnsignedByte(at++);
            length |= (digit & 0x7F) << 7 * digits++;
            continues = digit > 0x7F;
        }
        if (length <= NAME.length) {
            return ABSENT;
        }
        for (byte expected : NAME) {
            if (at == in.writerIndex()) {
                return INCOMPLETE;
            }
            if (in.getByte(at++) != expected) {
                return ABSENT;
            }
        }
        return at == in.writerIndex() ? INCOMPLETE : at;
    }
}
