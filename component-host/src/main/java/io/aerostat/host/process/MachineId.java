package io.aerostat.host.process;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The machine's part of the names that Netty gives to connections. By default, Netty looks for the hardware address of
 * a network interface. The search takes time at every start, and Netty logs a warning if the machine has no such
 * address. Only log lines of this process show the names, so a random number serves as well.
 */
public final class MachineId {
    private static final String PROPERTY = "io.netty.machineId";

    private MachineId() {}

    /** Chooses an identifier unless the user has set one. Must be called before Netty is loaded. */
    public static void choose() {
        if (System.getProperty(PROPERTY) == null) {
            byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                    .putLong(new SplittableRandom().nextLong())
                    .array();
            System.setProperty(PROPERTY, HexFormat.ofDelimiter(":").formatHex(bytes));
        }
    }
}
