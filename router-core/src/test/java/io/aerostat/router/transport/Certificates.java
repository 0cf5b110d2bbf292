package io.aerostat.router.transport;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate that is made for a test, with its keys and files. */
public record Certificates(KeyPair keys, X509Certificate certificate, Path keyFile, Path certificateFile) {

    public static Certificates make(Path folder, String name, String algorithm) throws Exception {
        return make(folder, name, "CN=" + name, algorithm, null);
    }

    /** Makes a self-signed certificate with these DNS names. */
    static Certificates named(Path folder, String name, String algorithm, String... dnsNames) throws Exception {
        return make(folder, name, "CN=" + name, algorithm, null, dnsNames);
    }

    /** Makes a certificate that is issued by this one. */
    public Certificates issue(Path folder, String name, String algorithm) throws Exception {
        return make(folder, name, "CN=" + name, algorithm, this);
    }

    /** Returns another self-signed certificate with the same name as this one. */
    public Certificates namesake(Path folder, String name, String algorithm) throws Exception {
        return make(folder, name, certificate.getSubjectX500Principal().getName(), algorithm, null);
    }

    private static Certificates make(
            Path folder, String name, String subjectName, String algorithm, @Nullable Certificates issuer)
            throws Exception {
        return make(folder, name, subjectName, algorithm, issuer, "localhost");
    }

    private static Certificates make(
            Path folder,
            String name,
            String subjectName,
            String algorithm,
            @Nullable Certificates issuer,
            String... dnsNames)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        KeyPair keys = generator.generateKeyPair();
        X500Name subject = new X500Name(subjectName);
        X500Name issuerName = issuer == null
                ? subject
                : new X500Name(issuer.certificate.getSubjectX500Principal().getName());
        PrivateKey signing = issuer == null ? keys.getPrivate() : issuer.keys.getPrivate();
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuerName,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minusSeconds(3600)),
                Date.from(now.plusSeconds(86400)),
                subject,
                keys.getPublic());
        if (dnsNames.length > 0) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Arrays.stream(dnsNames)
                            .map(dns -> new GeneralName(GeneralName.dNSName, dns))
                            .toArray(GeneralName[]::new)));
        }
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(
                                signing.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA")
                        .build(signing)));
        Path keyFile = folder.resolve(name + ".key");
        Path certificateFile = folder.resolve(name + ".crt");
        write(keyFile, new JcaPKCS8Generator(keys.getPrivate(), null));
        write(certificateFile, certificate);
        return new Certificates(keys, certificate, keyFile, certificateFile);
    }

    private static void write(Path file, Object object) throws IOException {
        try (Writer out = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(out)) {
            pem.writeObject(object);
        }
    }

    /** Returns the TLS context of a client that trusts this certificate. */
    public SSLContext trusting() throws Exception {
        return context(null);
    }

    /** Returns the TLS context of a client that trusts this certificate and presents {@code own}. */
    public SSLContext context(Certificates own) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore mine = KeyStore.getInstance(KeyStore.getDefaultType());
        mine.load(null, null);
        if (own != null) {
            mine.setKeyEntry("own", own.keys.getPrivate(), new char[0], new X509Certificate[] {own.certificate});
        }
        keyManagers.init(mine, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
