package io.aerostat.protocol.certificate;

import io.aerostat.protocol.authentication.crypto.BouncyCastle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** Reads private keys in the forms that PEM files hold. Stateless; any thread. */
sealed interface KeyForms permits OpenSslKeys, RuntimeKeys {
    /** All forms if Bouncy Castle is present, otherwise PKCS #8, which the Java runtime reads. */
    KeyForms INSTANCE = BouncyCastle.isPresent() ? new OpenSslKeys() : new RuntimeKeys();

    /** Reads a {@code PRIVATE KEY} (RFC 5958). */
    PrivateKey pkcs8(byte[] key) throws IOException, GeneralSecurityException;

    /** Reads an {@code RSA PRIVATE KEY} (RFC 8017). */
    PrivateKey pkcs1(byte[] key) throws IOException, GeneralSecurityException;

    /**
     * Reads an {@code EC PRIVATE KEY} (RFC 5915).
     *
     * @param parameters the block {@code EC PARAMETERS} before the key
     */
    PrivateKey sec1(byte[] key, byte @Nullable [] parameters) throws IOException, GeneralSecurityException;

    /** Thrown if a private key has a form that cannot be read. The message says what was found and expected. */
    final class UnknownKind extends GeneralSecurityException {
        private static final long serialVersionUID = 1L;

        UnknownKind(String message) {
            super(message);
        }
    }
}
