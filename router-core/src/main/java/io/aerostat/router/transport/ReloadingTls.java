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
 * The TLS context of an endpoint. The context is created again when a file has changed, so that a certificate can be
 * replaced without a restart; open connections keep the old context. While the files do not match, for example because
 * only the key has been replaced so far, the last good context stays in use. Any thread may read; {@link #check} is
 * synchronized, because both a timer and a change of the listener call it.
 */
final class ReloadingTls {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

    private final ServerTlsOptions options;
    private final boolean http2;
    private final List<Path> files = new ArrayList<>();
    private volatile SslContext context;
    private List<String> seen;

    /**
     * Creates the context from the files; blocks.
     *
     * @param http2 whether clients may choose HTTP/2
     */
    ReloadingTls(ServerTlsOptions options, boolean http2) throws TlsException {
        this.options = options;
        this.http2 = http2;
        add(options.first());
        options.further().forEach(this::add);
        files.addAll(options.clientAuthorities());
        this.seen = state();
        this.context = TlsContexts.server(options, http2);
    }

    private void add(ServerTlsOptions.Identity identity) {
        files.add(identity.key());
        files.add(identity.certificate());
        files.addAll(identity.chainCertificates());
    }

    /** Checks whether the context was made for an endpoint with these options. */
    boolean serves(ServerTlsOptions wanted, boolean withHttp2) {
        return options.equals(wanted) && http2 == withHttp2;
    }

    /** Returns the context for new connections. */
    SslContext context() {
        return context;
    }

    /** Checks whether a file has changed, and if so creates the context again. Blocks. */
    synchronized void check() {
        // Do this before reading the files, so that the next check finds a change that happens meanwhile.
        List<String> now = state();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            context = TlsContexts.server(options, http2);
            LOG.info("a certificate or key of {} has changed: new connections get it", options.certificate());
        } catch (TlsException e) {
            LOG.warn(
                    "the changed files of {} cannot be used; the previous ones stay in use: {}",
                    options.certificate(),
                    e.getMessage());
        }
    }

    /** Returns a description of the files. If a file has changed, the description has changed, too. */
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
