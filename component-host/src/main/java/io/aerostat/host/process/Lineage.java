package io.aerostat.host.process;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The mark of a child process, which all processes that it starts inherit in their environment. The mark identifies
 * these processes even if nothing else shows to which child they belong.
 *
 * @param mark the mark, unique to this child
 */
record Lineage(String mark) {

    /**
     * The name of the environment variable that holds the mark. A worker that hosts further workers adds its own mark
     * to the variable.
     */
    static final String VARIABLE = "AEROSTAT_LINEAGE";

    /** The prefix of the marks of all children of this process. */
    static final String OF_THIS_PROCESS = random() + ".";

    private static final AtomicLong CHILDREN = new AtomicLong();

    /** Returns the mark of a new child. */
    static Lineage next() {
        return new Lineage(OF_THIS_PROCESS + CHILDREN.incrementAndGet() + ";");
    }

    void applyTo(Map<String, String> environment) {
        environment.merge(VARIABLE, mark, String::concat);
    }

    private static String random() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
