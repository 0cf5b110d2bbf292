package io.aerostat.node.config.grammar.value;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the content of PEM files. Messages name the problem, never the content. */
final class Pem {
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN (?<kind>[A-Z ]*)PRIVATE KEY-----(?<body>(?s:.*?))-----END [A-Z ]*PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----(?<body>[^-]*)-----END CERTIFICATE-----");

    private Pem() {}

    static void checkCertificates(byte[] content) throws GeneralSecurityException {
        Matcher matcher = CERTIFICATE.matcher(new String(content, StandardCharsets.ISO_8859_1));
        int count = 0;
        while (matcher.find()) {
            count++;
            try {
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(decode(matcher.group("body"))));
            } catch (IllegalArgumentException | CertificateException broken) {
                throw new CertificateException("its certificate number " + count + " is damaged", broken);
            }
        }
        if (count == 0) {
            throw new CertificateException("it has no \"BEGIN CERTIFICATE\"");
        }
    }

    static void checkPrivateKey(byte[] content) throws GeneralSecurityException {
        Matcher matcher = KEY.matcher(new String(content, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new KeyException("it has no \"BEGIN PRIVATE KEY\"");
        }
        String kind = matcher.group("kind").strip();
        if (kind.equals("ENCRYPTED") || matcher.group("body").contains("ENCRYPTED")) {
            throw new KeyException("its key is encrypted, which is not supported");
        }
        try {
            byte[] encoded = decode(matcher.group("body"));
            if (kind.isEmpty()) {
                checkPkcs8(encoded);
            }
        } catch (IllegalArgumentException broken) {
            throw new KeyException("its key is damaged", broken);
        }
    }

    private static void checkPkcs8(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                return;
            } catch (InvalidKeySpecException other) {
                continue; // perhaps a key of the next algorithm
            }
        }
        throw new KeyException("its key is damaged or of an unknown algorithm");
    }

    private static byte[] decode(String body) {
        return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    }
}
