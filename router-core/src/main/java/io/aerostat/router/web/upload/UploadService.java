package io.aerostat.router.web.upload;

import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.web.bridge.Entrance;
import io.aerostat.router.web.bridge.RefusedRequest;
import io.aerostat.router.web.exchange.CrossOrigin;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives files in chunks. All connections share this object; any loop. */
public final class UploadService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);

    /** How long the realm may take to acknowledge an event. */
    static final Duration REALM_TIMEOUT = Duration.ofSeconds(30);

    private static final String METHODS = "GET, HEAD, POST, OPTIONS";
    /** The number of chunks that may arrive at the same time; further ones are refused for now. */
    private static final int MAX_ARRIVING = 64;
    /**
     * The largest size of a request without its chunk, in bytes: the other form fields, and the lines between the
     * fields.
     */
    private static final int FORM_BYTES = 256 * 1024;

    private final Upload service;
    private final Entrance entrance;
    private final Executor files;
    private final UploadFolder folder;
    private final Semaphore places = new Semaphore(MAX_ARRIVING);

    /**
     * Creates the service.
     *
     * @param files runs tasks that read and write files
     * @throws IllegalArgumentException if the folders of the service are on different file systems
     */
    public UploadService(Upload service, Entrance entrance, Executor files) {
        UploadFolder.requireOneFileSystem(service);
        this.service = service;
        this.entrance = entrance;
        this.files = files;
        this.folder = new UploadFolder(service);
    }

    Upload description() {
        return service;
    }

    UploadFolder folder() {
        return folder;
    }

    Entrance entrance() {
        return entrance;
    }

    Executor files() {
        return files;
    }

    long maxBody() {
        return (long) service.options().maxChunkSize() + FORM_BYTES;
    }

    @Override
    public boolean streamsBody() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) {
        if (exchange.isOptions()) {
            respond(exchange, CrossOrigin.preflight(exchange, METHODS));
        } else if (isForeign(exchange)) {
            respond(
                    exchange,
                    UploadRefused.text(
                            HttpResponseStatus.FORBIDDEN,
                            "Pages of other origins may upload only with a Bearer token."));
        } else if (exchange.isGetOrHead()) {
            enter(exchange, new ChunkQuery(this, exchange));
        } else if (exchange.request().method().equals(HttpMethod.POST)) {
            receive(exchange);
        } else {
            respond(exchange, Response.methodNotAllowed(METHODS));
        }
    }

    private void receive(Exchange exchange) {
        if (HttpUtil.getContentLength(exchange.request(), 0L) > maxBody()) {
            respond(exchange, tooLarge());
        } else if (places.tryAcquire()) {
            ReceivedChunk chunk = new ReceivedChunk(this, exchange, places::release);
            if (!enter(exchange, chunk)) {
                chunk.abandon();
            }
        } else {
            respond(exchange, busy());
        }
    }

    private boolean enter(Exchange exchange, UploadVisitor visitor) {
        try {
            visitor.enterBy(entrance.enter(exchange, REALM_TIMEOUT, visitor));
            return true;
        } catch (RefusedRequest e) {
            respond(exchange, e.response());
        } catch (RuntimeException e) {
            LOG.error("a bug fails a request to {}", exchange.rawPath(), e);
            respond(exchange, entrance.failure());
        }
        return false;
    }

    /**
     * Checks whether a page of another origin has sent the request without a bearer token. The browser may then have
     * added the user's credentials.
     */
    private boolean isForeign(Exchange exchange) {
        String origin = exchange.headers().get(HttpHeaderNames.ORIGIN);
        if (entrance.isOpen() || origin == null || hasToken(exchange)) {
            return false;
        }
        String own = (exchange.source().isEncrypted() ? "https://" : "http://")
                + exchange.source().host();
        return !origin.equalsIgnoreCase(own);
    }

    private static boolean hasToken(Exchange exchange) {
        return exchange.headers()
                .get(HttpHeaderNames.AUTHORIZATION, "")
                .toLowerCase(Locale.ROOT)
                .startsWith("bearer ");
    }

    void respond(Exchange exchange, Response response) {
        exchange.respond(entrance.open(exchange, response.with(HttpHeaderNames.CACHE_CONTROL, "no-store")));
    }

    static Response tooLarge() {
        return UploadRefused.text(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The chunk is too large.");
    }

    static Response busy() {
        return UploadRefused.text(
                        HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many uploads are under way; please try again.")
                .with(HttpHeaderNames.RETRY_AFTER, 1);
    }

    /** Returns the answer to a request whose file cannot be read or written. */
    Response failed(Exception failure) {
        if (!(failure instanceof IOException)) {
            LOG.error("a bug fails an upload to {}", service.directory(), failure);
            return entrance.failure();
        }
        RefusalLog.warning(LOG).log("an upload to {} cannot be written: {}", service.directory(), failure.getMessage());
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded")
                ? UploadRefused.text(HttpResponseStatus.INSUFFICIENT_STORAGE, "The disk is full.")
                : UploadRefused.text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The file cannot be written.");
    }
}
