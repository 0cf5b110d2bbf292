package io.aerostat.protocol.authentication.crypto;

import io.aerostat.protocol.error.MissingLibrary;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 by the Java runtime. Stateless; any thread. */
final class RuntimeEd25519 implements Ed25519Library {
    private static final String ALGORITHM = "Ed25519";

    /** The bytes before a public key in its X.509 form (RFC 8410 §4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    /**
     * The y coordinates of the eight points whose order is 8, 4, 2 or 1: the solutions of 8·A = 0 on the curve of RFC
     * 8032 §5.1. Anyone can make valid signatures for such a public key, which the Java runtime accepts.
     */
    private static final Set<BigInteger> SMALL_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P.subtract(BigInteger.ONE),
            y(HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
            y(HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")));

    private record Key(java.security.PrivateKey key, byte[] publicKey) implements PrivateKey {
        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(message);
                return signature.sign();
            } catch (NoSuchAlgorithmException e) {
                throw absent();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Always gives the same bytes. The generator of the Java runtime uses them as the private key. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    @Override
    public PrivateKey privateKey(byte[] seed) {
        try {
            // Only the generator computes the public key of a private key.
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed.clone()));
            KeyPair pair = generator.generateKeyPair();
            boolean isOfSeed = pair.getPrivate() instanceof EdECPrivateKey made
                    && made.getBytes()
                            .filter(bytes -> MessageDigest.isEqual(bytes, seed))
                            .isPresent();
            if (!isOfSeed) {
                throw new IllegalStateException("found an Ed25519 generator that does not use its random bytes as the"
                        + " private key (expected that of the JDK, or " + BouncyCastle.ARTIFACT + ")");
            }
            byte[] encoded = pair.getPublic().getEncoded();
            return new Key(pair.getPrivate(), Arrays.copyOfRange(encoded, encoded.length - KEY_SIZE, encoded.length));
        } catch (NoSuchAlgorithmException e) {
            throw absent();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean verify(String publicKey, byte[] signed, byte[] message) {
        byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_SIZE);
        byte[] key = HexFormat.of().parseHex(publicKey);
        BigInteger y = y(key);
        if (y.compareTo(P) >= 0 || SMALL_ORDER.contains(y)) {
            return false;
        }
        System.arraycopy(key, 0, encoded, X509.length, KEY_SIZE);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(message);
            return signature.verify(signed, 0, SIGNATURE_SIZE);
        } catch (NoSuchAlgorithmException e) {
            throw absent();
        } catch (GeneralSecurityException e) {
            return false; // the bytes are not a point on the curve, or not a signature
        }
    }

    /**
     * Returns the y coordinate in the encoding of a point, which is little-endian and has the sign of x in its highest
     * bit.
     */
    private static BigInteger y(byte[] encoded) {
        byte[] bytes = new byte[KEY_SIZE];
        for (int i = 0; i < KEY_SIZE; i++) {
            bytes[i] = encoded[KEY_SIZE - 1 - i];
        }
        return new BigInteger(1, bytes).clearBit(255);
    }

    private static MissingLibrary absent() {
        return new MissingLibrary("Ed25519", "module jdk.crypto.ec or " + BouncyCastle.ARTIFACT);
    }
}
