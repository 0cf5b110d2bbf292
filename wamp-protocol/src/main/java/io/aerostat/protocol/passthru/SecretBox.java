package io.aerostat.protocol.passthru;

import io.aerostat.protocol.authentication.crypto.ConstantTime;
import io.aerostat.protocol.authentication.crypto.Nonces;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * XSalsa20 with Poly1305, as in {@code crypto_secretbox} of NaCl; the result begins with the nonce. Stateless; any
 * thread.
 */
final class SecretBox {
    static final int NONCE_SIZE = 24;
    private static final int TAG_SIZE = 16;
    private static final int MAC_KEY_SIZE = 32;

    private SecretBox() {}

    static byte[] seal(byte[] key, byte[] plain) {
        return seal(key, Nonces.bytes(NONCE_SIZE), plain);
    }

    static byte[] seal(byte[] key, byte[] nonce, byte[] plain) {
        byte[] sealed = Arrays.copyOf(nonce, NONCE_SIZE + TAG_SIZE + plain.length);
        XSalsa20Engine engine = engine(key, nonce);
        Poly1305 mac = mac(engine);
        engine.processBytes(plain, 0, plain.length, sealed, NONCE_SIZE + TAG_SIZE);
        mac.update(sealed, NONCE_SIZE + TAG_SIZE, plain.length);
        mac.doFinal(sealed, NONCE_SIZE);
        return sealed;
    }

    static byte[] open(byte[] key, byte[] sealed) throws PassthruException {
        int length = sealed.length - NONCE_SIZE - TAG_SIZE;
        if (length < 0) {
            throw PayloadCipher.altered();
        }
        XSalsa20Engine engine = engine(key, Arrays.copyOf(sealed, NONCE_SIZE));
        Poly1305 mac = mac(engine);
        mac.update(sealed, NONCE_SIZE + TAG_SIZE, length);
        byte[] tag = new byte[TAG_SIZE];
        mac.doFinal(tag, 0);
        if (!ConstantTime.equals(tag, Arrays.copyOfRange(sealed, NONCE_SIZE, NONCE_SIZE + TAG_SIZE))) {
            throw PayloadCipher.altered();
        }
        byte[] plain = new byte[length];
        engine.processBytes(sealed, NONCE_SIZE + TAG_SIZE, length, plain, 0);
        return plain;
    }

    private static XSalsa20Engine engine(byte[] key, byte[] nonce) {
        XSalsa20Engine engine = new XSalsa20Engine();
        engine.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        return engine;
    }

    /**
     * Returns the authenticator. Its key is the first part of the key stream; the rest of the key stream encrypts the
     * message.
     */
    private static Poly1305 mac(XSalsa20Engine engine) {
        byte[] macKey = new byte[MAC_KEY_SIZE];
        engine.processBytes(macKey, 0, MAC_KEY_SIZE, macKey, 0);
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        return mac;
    }
}
