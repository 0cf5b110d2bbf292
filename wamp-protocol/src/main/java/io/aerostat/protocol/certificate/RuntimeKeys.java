package io.aerostat.protocol.certificate;

import io.aerostat.protocol.authentication.crypto.BouncyCastle;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads private keys in PKCS #8, the only form that the Java runtime supports. Stateless; any thread. */
final class RuntimeKeys implements KeyForms {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    @Override
    public PrivateKey pkcs8(byte[] key) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
            } catch (InvalidKeySpecException e) {
                continue; // a key of another algorithm
            }
        }
        throw new UnknownKind("found a private key that the Java runtime cannot read (expected RSA, EC, Ed25519 or"
                + " Ed448 in PKCS #8, version 1; " + BouncyCastle.ARTIFACT + " reads more forms)");
    }

    @Override
    public PrivateKey pkcs1(byte[] key) throws GeneralSecurityException {
        throw missing("RSA PRIVATE KEY");
    }

    @Override
    public PrivateKey sec1(byte[] key, byte @Nullable [] parameters) throws GeneralSecurityException {
        throw missing("EC PRIVATE KEY");
    }

    private static UnknownKind missing(String form) {
        return new UnknownKind("found " + form + " (expected PRIVATE KEY, or " + BouncyCastle.ARTIFACT
                + " on the class path or module path)");
    }
}
