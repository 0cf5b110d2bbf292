package io.aerostat.bridge.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the files of TLS. Stateless; any thread. */
final class BrokerTls {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private BrokerTls() {}

    /** Returns the TLS of a connection; throws an {@link IllegalArgumentException} that names the wrong file. */
    static MqttClientSslConfig config(Broker.Tls tls) {
        MqttClientSslConfigBuilder builder = MqttClientSslConfig.builder();
        try {
            if (!tls.trusted().isEmpty()) {
                builder = builder.trustManagerFactory(trust(tls.trusted()));
            }
            if (tls.certificate().isPresent() && tls.key().isPresent()) {
                Path certificate = tls.certificate().get();
                Path key = tls.key().get();
                builder = builder.keyManagerFactory(identity(certificate, key));
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("broker.tls: " + e.getMessage(), e);
        }
        return builder.build();
    }

    private static TrustManagerFactory trust(List<Path> files) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (Path file : files) {
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("authority" + store.size(), certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static KeyManagerFactory identity(Path certificate, Path key) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        char[] none = {};
        store.setKeyEntry(
                "bridge", privateKey(key), none, certificates(certificate).toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        return keys;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws GeneralSecurityException {
        Collection<? extends Certificate> found;
        try (InputStream in = Files.newInputStream(file)) {
            found = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("broker.tls: cannot read " + file + ": " + e, e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("broker.tls: found no certificate in " + file + " (expected PEM)");
        }
        return new ArrayList<>(found);
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("broker.tls.key: cannot read " + file + ": " + e, e);
        }
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw noKey(file, null);
        }
        String body = text.substring(begin + BEGIN.length(), end);
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            throw noKey(file, e);
        }
        InvalidKeySpecException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                last = e;
            }
        }
        throw noKey(file, last);
    }

    private static IllegalArgumentException noKey(Path file, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "broker.tls.key: found no private key in " + file + " (expected PEM, \"" + BEGIN + "\")", cause);
    }
}
