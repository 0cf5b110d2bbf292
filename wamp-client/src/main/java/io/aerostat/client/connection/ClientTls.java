package io.aerostat.client.connection;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The client's side of TLS (TLS-2). Any thread. */
final class ClientTls {
    private final SslContext context;
    private final Executor executor;

    private ClientTls(SslContext context, Executor executor) {
        this.context = context;
        this.executor = executor;
    }

    /** @param executor does the slow work of handshakes */
    static ClientTls create(TlsOptions options, Executor executor) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .endpointIdentificationAlgorithm(options.checksHostName() ? "HTTPS" : null);
        try {
            if (!options.trusted().isEmpty()) {
                builder.trustManager(certificates(options.trusted()));
            }
            options.certificate()
                    .ifPresent(certificate -> builder.keyManager(
                            certificate.toFile(), options.key().orElseThrow().toFile()));
            return new ClientTls(builder.build(), executor);
        } catch (IOException | CertificateException | IllegalArgumentException e) {
            throw new IllegalArgumentException("tls: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] certificates(List<Path> files) throws IOException, CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files) {
            try (InputStream pem = Files.newInputStream(file)) {
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    certificates.add((X509Certificate) certificate);
                }
            }
        }
        return certificates.toArray(X509Certificate[]::new);
    }

    SslHandler handler(ByteBufAllocator allocator, RouterUrl url) {
        return context.newHandler(allocator, url.host(), url.port(), executor);
    }
}
