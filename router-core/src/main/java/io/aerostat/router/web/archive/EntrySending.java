package io.aerostat.router.web.archive;

import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.ResponseBody;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an entry of an archive as the body of a response. The executor reads the next piece when the client reads fast
 * enough. Confined to the loop of the exchange.
 */
final class EntrySending {
    private static final Logger LOG = LoggerFactory.getLogger(EntrySending.class);

    private static final int PIECE = 64 * 1024;

    private final Exchange exchange;
    private final InputStream content;
    private final ResponseBody body;
    private final Executor executor;
    private boolean reading;
    private boolean ended;

    private EntrySending(Exchange exchange, InputStream content, ResponseBody body, Executor executor) {
        this.exchange = exchange;
        this.content = content;
        this.body = body;
        this.executor = executor;
    }

    static void begin(Exchange exchange, HttpHeaders headers, InputStream content, Executor executor) {
        Optional<ResponseBody> body = exchange.begin(HttpResponseStatus.OK, headers);
        if (body.isEmpty()) {
            close(content);
            return;
        }
        EntrySending sending = new EntrySending(exchange, content, body.get(), executor);
        if (exchange.isHead()) {
            sending.finish();
            return;
        }
        exchange.whenAbandoned(sending::stop);
        body.get().whenWritable(sending::next);
        sending.next();
    }

    private void next() {
        if (reading || ended || !body.isWritable()) {
            return;
        }
        reading = true;
        try {
            executor.execute(this::read);
        } catch (RejectedExecutionException e) {
            abort();
        }
    }

    /** Called on the executor. */
    private void read() {
        try {
            byte[] piece = content.readNBytes(PIECE);
            exchange.loop().execute(() -> write(piece));
        } catch (IOException e) {
            LOG.warn("an entry of an archive cannot be read: {}", exchange.rawPath(), e);
            exchange.loop().execute(this::abort);
        }
    }

    private void write(byte[] piece) {
        reading = false;
        if (ended) {
            close(content);
        } else if (piece.length == 0) {
            finish();
        } else {
            body.write(Unpooled.wrappedBuffer(piece));
            next();
        }
    }

    private void finish() {
        ended = true;
        close(content);
        body.end();
    }

    private void abort() {
        stop();
        body.abort();
    }

    /** Stops sending; a piece that is being read is dropped, and then the entry is closed. */
    private void stop() {
        ended = true;
        if (!reading) {
            close(content);
        }
    }

    private static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException e) {
            LOG.debug("cannot close an entry of an archive", e);
        }
    }
}
