package io.aerostat.router.transport;

import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.TlsException;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS context of an endpoint, made anew when its files have changed, so that a certificate is replaced without a
 * restart: connections that are there keep the old one. While the files do not fit together, as between the replacement
 * of a key and that of its certificate, the last good context serves. Any thread reads; {@link #check} is for one at a
 * time.
 */
final class ReloadingTls {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

    private final ServerTlsOptions options;
    private final List<Path> files = new ArrayList<>();
    private volatile SslContext context;
    private List<String> seen;

    /** Reads the files; blocks. */
    ReloadingTls(ServerTlsOptions options) throws TlsException {
        this.options = options;
        files.add(options.key());
        files.add(options.certificate());
        files.addAll(options.chainCertificates());
        files.addAll(options.clientAuthorities());
        this.seen = state();
        this.context = TlsContexts.server(options);
    }

    /** For the next connection. */
    SslContext context() {
        return context;
    }

    /** Looks whether the files have changed, and reads them if they have. Blocks. */
    void check() {
        // Before they are read: what changes meanwhile is seen as a change the next time.
        List<String> now = state();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            context = TlsContexts.server(options);
            LOG.info("the certificate {} has changed: new connections get it", options.certificate());
        } catch (TlsException e) {
            LOG.warn(
                    "the certificate {} has changed and cannot be used, the last one stays: {}",
                    options.certificate(),
                    e.getMessage());
        }
    }

    /** What tells one state of the files from another. */
    private List<String> state() {
        List<String> state = new ArrayList<>();
        for (Path file : files) {
            try {
                state.add(Files.getLastModifiedTime(file) + " " + Files.size(file) + " " + file.toRealPath());
            } catch (IOException e) {
                state.add("unreadable");
            }
        }
        return state;
    }
}
