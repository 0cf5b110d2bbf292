package io.aerostat.router.web.archive;

import io.aerostat.router.listener.ArchivedFiles;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.aerostat.router.web.file.MimeTypes;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the files of an archive. All connections share this object; any loop. */
public final class ArchiveService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveService.class);

    private static final String CACHED = "max-age=43200, public";

    private final ArchivedFiles service;
    private final Archive archive;
    private final MimeTypes mimeTypes;
    private final Executor executor;

    private ArchiveService(ArchivedFiles service, Archive archive, Executor executor) {
        this.service = service;
        this.archive = archive;
        this.mimeTypes = new MimeTypes(service.mimeTypes());
        this.executor = executor;
    }

    /**
     * Creates the service, and begins the download if the archive does not exist. Blocks.
     *
     * @throws IllegalArgumentException if the archive cannot be used
     */
    public static ArchiveService open(ArchivedFiles service, Executor executor) {
        return new ArchiveService(service, Archive.open(service), executor);
    }

    @Override
    public void serve(Exchange exchange) {
        List<String> segments = List.copyOf(exchange.remaining());
        boolean isFolder = exchange.isFolder();
        try {
            executor.execute(() -> {
                Runnable answer = answer(exchange, String.join("/", segments) + (isFolder ? "/" : ""));
                exchange.loop().execute(answer);
            });
        } catch (RejectedExecutionException e) {
            exchange.respond(unavailable("Too many requests for files are waiting."));
        }
    }

    /** Looks for the entry. Returns the action that answers the exchange on its loop. Called on the executor. */
    private Runnable answer(Exchange exchange, String path) {
        Optional<ZipFile> zip = archive.file();
        if (zip.isEmpty()) {
            return () -> exchange.respond(unavailable("The archive has not been downloaded yet."));
        }
        try {
            Optional<ZipEntry> entry = find(zip.get(), path);
            if (entry.isEmpty()) {
                return () -> exchange.respond(Response.notFound(exchange));
            }
            InputStream content = zip.get().getInputStream(entry.get());
            HttpHeaders headers = headers(entry.get());
            return () -> EntrySending.begin(exchange, headers, content, executor);
        } catch (IOException | IllegalStateException e) {
            LOG.warn("an archive cannot be read: {}", service.archive(), e);
            return () -> exchange.respond(
                    Response.page(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The archive cannot be read."));
        }
    }

    private Optional<ZipEntry> find(ZipFile zip, String path) {
        String own =
                path.isEmpty() || path.equals("/") ? service.defaultObject().orElse("") : path;
        return entry(zip, own).or(() -> service.defaultFile().flatMap(file -> entry(zip, file)));
    }

    private Optional<ZipEntry> entry(ZipFile zip, String name) {
        return Optional.ofNullable(zip.getEntry(service.prefix() + name)).filter(entry -> !entry.isDirectory());
    }

    private HttpHeaders headers(ZipEntry entry) {
        HttpHeaders headers = new DefaultHttpHeaders();
        String name = entry.getName();
        headers.set(HttpHeaderNames.CONTENT_TYPE, mimeTypes.of(name.substring(name.lastIndexOf('/') + 1)));
        if (entry.getSize() >= 0) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, entry.getSize());
        }
        headers.set(HttpHeaderNames.CACHE_CONTROL, service.cached() ? CACHED : "no-cache");
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        headers.set("X-Content-Type-Options", "nosniff");
        return headers;
    }

    private static Response unavailable(String text) {
        return Response.page(HttpResponseStatus.SERVICE_UNAVAILABLE, text).with(HttpHeaderNames.RETRY_AFTER, 1);
    }
}
