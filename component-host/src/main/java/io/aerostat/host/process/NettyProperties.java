package io.aerostat.host.process;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** The system properties of Netty that make a start faster. */
public final class NettyProperties {
    private static final String MACHINE_ID = "io.netty.machineId";
    private static final String JFR = "io.netty.jfr.enabled";

    private NettyProperties() {}

    /** Sets the properties that the user has not set. Must be called before Netty is loaded. */
    public static void choose() {
        // By default, Netty puts the hardware address of a network interface into the ids of channels, and logs a
        // warning if the machine has no such address. Only log lines of this process show these ids, so a random number
        // is sufficient.
        if (System.getProperty(MACHINE_ID) == null) {
            byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                    .putLong(new SplittableRandom().nextLong())
                    .array();
            System.setProperty(MACHINE_ID, HexFormat.ofDelimiter(":").formatHex(bytes));
        }
        // By default, Netty loads the Flight Recorder at every start, for events about its buffers.
        if (System.getProperty(JFR) == null) {
            System.setProperty(JFR, "false");
        }
    }
}
