package io.aerostat.protocol.passthru;

import io.aerostat.protocol.authentication.crypto.Nonces;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois counter mode, provided by the Java runtime. The result consists of nonce, ciphertext and tag.
 * Stateless; any thread.
 */
final class AesGcm {
    static final int NONCE_SIZE = 12;
    private static final int TAG_SIZE = 16;

    private AesGcm() {}

    static byte[] seal(byte[] key, byte[] plain) {
        return seal(key, Nonces.bytes(NONCE_SIZE), plain);
    }

    static byte[] seal(byte[] key, byte[] nonce, byte[] plain) {
        byte[] sealed = Arrays.copyOf(nonce, NONCE_SIZE + plain.length + TAG_SIZE);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain, 0, plain.length, sealed, NONCE_SIZE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] open(byte[] key, byte[] sealed) throws PassthruException {
        if (sealed.length < NONCE_SIZE + TAG_SIZE) {
            throw PayloadCipher.altered();
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_SIZE))
                    .doFinal(sealed, NONCE_SIZE, sealed.length - NONCE_SIZE);
        } catch (AEADBadTagException e) {
            throw PayloadCipher.altered();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_SIZE * Byte.SIZE, nonce));
        return cipher;
    }
}
