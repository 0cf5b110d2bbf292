package io.aerostat.protocol.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** Reads private keys in every form that OpenSSL writes, with Bouncy Castle's ASN.1. Stateless; any thread. */
final class OpenSslKeys implements KeyForms {
    /** The identifier of Ed25519 (RFC 8410). */
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    private static final ASN1ObjectIdentifier ED448 = new ASN1ObjectIdentifier("1.3.101.113");

    private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.rsaEncryption,
            "RSA",
            PKCSObjectIdentifiers.id_RSASSA_PSS,
            "RSASSA-PSS",
            X9ObjectIdentifiers.id_ecPublicKey,
            "EC",
            ED25519,
            "EdDSA",
            ED448,
            "EdDSA");

    @Override
    public PrivateKey pkcs8(byte[] key) throws IOException, GeneralSecurityException {
        return key(PrivateKeyInfo.getInstance(key));
    }

    @Override
    public PrivateKey pkcs1(byte[] key) throws IOException, GeneralSecurityException {
        return key(new PrivateKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                RSAPrivateKey.getInstance(key)));
    }

    @Override
    public PrivateKey sec1(byte[] key, byte @Nullable [] parameters) throws IOException, GeneralSecurityException {
        ECPrivateKey elliptic = ECPrivateKey.getInstance(key);
        ASN1Encodable own = elliptic.getParametersObject();
        ASN1Encodable curve = own == null && parameters != null ? ASN1Primitive.fromByteArray(parameters) : own;
        return key(new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), elliptic));
    }

    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
        String algorithm = ALGORITHMS.get(kind);
        if (algorithm == null) {
            throw new UnknownKind("found a private key of the kind " + kind + " (expected RSA, EC, Ed25519 or Ed448)");
        }
        // Remove attributes and public key (RFC 5958), which not every Java runtime can read.
        PrivateKeyInfo plain = new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey());
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(plain.getEncoded()));
    }
}
