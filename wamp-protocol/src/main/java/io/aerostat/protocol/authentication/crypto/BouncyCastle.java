package io.aerostat.protocol.authentication.crypto;

import io.aerostat.protocol.error.MissingLibrary;

/**
 * Checks whether the optional library Bouncy Castle is present. The classes that use the library are loaded only if it
 * is present. Stateless; any thread.
 */
public final class BouncyCastle {
    /** The artifact with the classes that this module uses. */
    public static final String ARTIFACT = "org.bouncycastle:bcprov-jdk18on";

    private static final boolean PRESENT = find();

    private BouncyCastle() {}

    private static boolean find() {
        try {
            // BouncyEd25519 needs this class, which old versions of the library do not have.
            Class.forName(
                    "org.bouncycastle.math.ec.rfc8032.Ed25519$PublicPoint", false, BouncyCastle.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    public static boolean isPresent() {
        return PRESENT;
    }

    /** @throws MissingLibrary if the library is absent */
    public static void require(String feature) {
        if (!PRESENT) {
            throw new MissingLibrary(feature, ARTIFACT);
        }
    }
}
