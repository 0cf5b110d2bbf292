package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.feature.Roles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Caches the encoded roles of WELCOME and HELLO, which are the largest part of these messages. A router or client
 * announces the same roles for all its sessions. The cache is bounded and compares by identity; roles that are not in
 * it are encoded again. Any thread.
 */
final class EncodedRoles {
    /**
     * The number of cached roles for each format. A router announces one of two sets of roles, and a client always
     * announces the same set.
     */
    private static final int SLOTS = 8;

    private static final AtomicReferenceArray<@Nullable EncodedRoles> LATEST =
            new AtomicReferenceArray<>(Format.values().length * SLOTS);

    private final Roles roles;
    private final byte[] bytes;

    private EncodedRoles(Roles roles, byte[] bytes) {
        this.roles = roles;
        this.bytes = bytes;
    }

    /** Returns the encoded dictionary of roles in a format. Callers must not change the array. */
    static byte[] of(Roles roles, Format format) throws NotExpressible {
        int slot = format.ordinal() * SLOTS + (System.identityHashCode(roles) & SLOTS - 1);
        EncodedRoles latest = LATEST.get(slot);
        if (latest == null || latest.roles != roles) {
            latest = new EncodedRoles(roles, encode(roles, format));
            LATEST.set(slot, latest);
        }
        return latest.bytes;
    }

    private static byte[] encode(Roles roles, Format format) throws NotExpressible {
        ByteBuf out = Unpooled.buffer(1024);
        try {
            new ValueWriter(format.writer(out)).write(roles.toMap());
            return ByteBufUtil.getBytes(out);
        } finally {
            out.release();
        }
    }
}
