package io.aerostat.client.connection;

import io.aerostat.protocol.address.RouterUrl;
import io.aerostat.protocol.certificate.PemFile;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;

/** Makes the TLS handlers of connections to one router (TLS-2). Any thread. */
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
            options.managers().ifPresent(managers -> apply(managers, builder));
            if (!options.trusted().isEmpty()) {
                builder.trustManager(options.trusted().stream()
                        .flatMap(file -> PemFile.read(file).certificates().stream())
                        .toArray(X509Certificate[]::new));
            }
            if (options.certificate().isPresent() && options.key().isPresent()) {
                builder.keyManager(
                        PemFile.read(options.key().get()).privateKey(),
                        PemFile.read(options.certificate().get()).certificates().toArray(X509Certificate[]::new));
            }
            return new ClientTls(builder.build(), executor);
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("tls: " + e.getMessage(), e);
        }
    }

    private static void apply(TlsManagers managers, SslContextBuilder builder) {
        builder.keyManager(managers.keys()).trustManager(managers.trust());
        if (!managers.ciphers().isEmpty()) {
            builder.ciphers(managers.ciphers());
        }
        if (!managers.protocols().isEmpty()) {
            builder.protocols(managers.protocols());
        }
    }

    SslHandler handler(ByteBufAllocator allocator, RouterUrl url) {
        return context.newHandler(allocator, url.host(), url.port(), executor);
    }
}
