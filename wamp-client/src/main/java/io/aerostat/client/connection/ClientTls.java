package io.aerostat.client.connection;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** The client's side of TLS (TLS-2). Any thread. */
final class ClientTls {
    private final SslContext context;
    private final boolean checksHostName;
    private final Executor executor;

    private ClientTls(SslContext context, boolean checksHostName, Executor executor) {
        this.context = context;
        this.checksHostName = checksHostName;
        this.executor = executor;
    }

    /** @param executor does the slow work of handshakes */
    static ClientTls create(TlsOptions options, Executor executor) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        try {
            options.trusted().map(Path::toFile).ifPresent(builder::trustManager);
            options.certificate()
                    .ifPresent(certificate -> builder.keyManager(
                            certificate.toFile(), options.key().orElseThrow().toFile()));
            return new ClientTls(builder.build(), options.checksHostName(), executor);
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("tls: " + e.getMessage(), e);
        }
    }

    SslHandler handler(ByteBufAllocator allocator, RouterUrl url) {
        SslHandler handler = context.newHandler(allocator, url.host(), url.port(), executor);
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(checksHostName ? "HTTPS" : null);
        handler.engine().setSSLParameters(parameters);
        return handler;
    }
}
