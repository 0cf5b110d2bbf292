package io.aerostat.protocol.auth;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** PBKDF2 with HMAC-SHA256 over octets. The JDK's takes only characters, and refuses empty passwords. Slow: not for an event loop. */
final class Pbkdf2 {
    private Pbkdf2() {}

    /** @param length of the result in octets */
    static byte[] hmacSha256(byte[] password, byte[] salt, int iterations, int length) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(password, salt, iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(length * 8)).getKey();
    }
}
