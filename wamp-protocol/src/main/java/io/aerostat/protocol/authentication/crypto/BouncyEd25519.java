package io.aerostat.protocol.authentication.crypto;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 by Bouncy Castle. Stateless; any thread. */
final class BouncyEd25519 implements Ed25519Library {
    private record Key(Ed25519PrivateKeyParameters key) implements PrivateKey {
        @Override
        public byte[] publicKey() {
            return key.generatePublicKey().getEncoded();
        }

        @Override
        public byte[] sign(byte[] message) {
            byte[] signature = new byte[SIGNATURE_SIZE];
            key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
            return signature;
        }
    }

    @Override
    public PrivateKey privateKey(byte[] seed) {
        return new Key(new Ed25519PrivateKeyParameters(seed));
    }

    @Override
    public boolean verify(String publicKey, byte[] signed, byte[] message) {
        return VerifiedKeys.verify(publicKey, signed, message);
    }
}
