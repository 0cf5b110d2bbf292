package io.aerostat.protocol.authentication;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel bindings of a TLS connection. {@code tls-server-end-point} is a hash of the server's certificate (RFC
 * 5929 §4; SCR-14) and works on every Java runtime. {@code tls-exporter} is a secret of the connection (RFC 9266); it
 * needs Java 25 or later, which can export keying material. No runtime provides {@code tls-unique}, which does not
 * exist in TLS 1.3 (CRY-8).
 */
public final class TlsChannelBindings implements ChannelBindings {
    private static final Logger LOG = LoggerFactory.getLogger(TlsChannelBindings.class);

    private static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";
    private static final int EXPORTER_SIZE = 32;

    private static final @Nullable MethodHandle EXPORT = exporter();

    private final Supplier<SSLSession> session;
    private final boolean server;

    private TlsChannelBindings(Supplier<SSLSession> session, boolean server) {
        this.session = session;
        this.server = server;
    }

    /**
     * Returns the bindings of the server's end.
     *
     * @param session supplies the TLS session; called after the handshake
     */
    public static ChannelBindings server(Supplier<SSLSession> session) {
        return new TlsChannelBindings(session, true);
    }

    /**
     * Returns the bindings of the client's end.
     *
     * @param session supplies the TLS session; called after the handshake
     */
    public static ChannelBindings client(Supplier<SSLSession> session) {
        return new TlsChannelBindings(session, false);
    }

    /** Checks whether this Java runtime provides {@code tls-exporter}. */
    public static boolean exportsKeyingMaterial() {
        return EXPORT != null;
    }

    /**
     * Returns the method that exports keying material, or null. Reflection finds it, because this code is compiled for
     * Java 17, which lacks the method.
     */
    private static @Nullable MethodHandle exporter() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            ExtendedSSLSession.class,
                            "exportKeyingMaterialData",
                            MethodType.methodType(byte[].class, String.class, byte[].class, int.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    @Override
    public Optional<ChannelBinding> ofType(String type) {
        byte[] data = switch (type) {
            case ChannelBinding.TLS_EXPORTER -> exported(session.get());
            case ChannelBinding.TLS_SERVER_END_POINT -> endPoint(session.get());
            default -> null;
        };
        return data == null ? Optional.empty() : Optional.of(new ChannelBinding(type, data));
    }

    private static byte @Nullable [] exported(SSLSession session) {
        if (EXPORT == null || !(session instanceof ExtendedSSLSession extended)) {
            return null;
        }
        try {
            return (byte[]) EXPORT.invokeExact(extended, EXPORTER_LABEL, new byte[0], EXPORTER_SIZE);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            // For example, TLS 1.2 without an extended master secret exports nothing, because the binding would not
            // be safe (RFC 9266 §3).
            LOG.debug("no keying material can be exported", e);
            return null;
        }
    }

    private byte @Nullable [] endPoint(SSLSession session) {
        try {
            Certificate[] chain = server ? session.getLocalCertificates() : session.getPeerCertificates();
            return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? endPoint(certificate)
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    /**
     * Returns the hash of a certificate, with the hash function of its signature. Returns null if the signature does
     * not have exactly one hash function (RFC 5929 §4.1).
     */
    static byte @Nullable [] endPoint(X509Certificate certificate) {
        String hash = hashOf(certificate);
        try {
            return hash == null ? null : MessageDigest.getInstance(hash).digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            LOG.debug("no hash of the server's certificate", e);
            return null;
        }
    }

    private static @Nullable String hashOf(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.equals("RSASSA-PSS")) {
            return hashOfPss(certificate);
        }
        int with = algorithm.indexOf("WITH");
        if (with < 0) {
            return null; // algorithms such as Ed25519, which hash internally
        }
        return switch (algorithm.substring(0, with)) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> null;
        };
    }

    private static @Nullable String hashOfPss(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            String hash = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
            return hash.equals("SHA-1") ? "SHA-256" : hash;
        } catch (GeneralSecurityException | IOException e) {
            return null;
        }
    }
}
