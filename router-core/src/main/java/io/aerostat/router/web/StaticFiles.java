package io.aerostat.router.web;

import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.option.StaticFileOptions;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.FileSlice;
import io.aerostat.router.web.exchange.Pages;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.aerostat.router.web.file.ByteRange;
import io.aerostat.router.web.file.ConcealedFiles;
import io.aerostat.router.web.file.Conditions;
import io.aerostat.router.web.file.MimeTypes;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the files of a folder, and nothing outside the folder. A path is decoded once and has no dot segments. With
 * all symbolic links resolved, the file must be in the folder and must not be one of the {@link ConcealedFiles}. The
 * executor performs all disk access.
 */
final class StaticFiles implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(StaticFiles.class);

    private static final List<String> INDEX_FILES = List.of("index.html", "index.htm");

    private final Path directory;
    private final StaticFileOptions options;
    private final MimeTypes mimeTypes;
    private final ConcealedFiles concealed;
    private final Executor executor;

    /**
     * Creates the service.
     *
     * @param privateFiles supplies the files that are never served; the copies that editors and this program leave
     *     beside them are not served either
     */
    StaticFiles(PathService.StaticFiles service, Supplier<Set<Path>> privateFiles, Executor executor) {
        this.directory = service.directory();
        this.options = service.options();
        this.mimeTypes = new MimeTypes(options.mimeTypes());
        this.concealed = new ConcealedFiles(options.hiddenFiles(), privateFiles);
        this.executor = executor;
    }

    @Override
    public void serve(Exchange exchange) {
        List<String> segments = List.copyOf(exchange.remaining());
        try {
            executor.execute(() -> {
                Consumer<Exchange> answer = answer(exchange, segments);
                exchange.loop().execute(() -> answer.accept(exchange));
            });
        } catch (RejectedExecutionException e) {
            exchange.respond(
                    Response.page(HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many requests for files are waiting.")
                            .with(HttpHeaderNames.RETRY_AFTER, 1));
        }
    }

    /** Looks for the file. Returns the action that answers the exchange on its loop. Called on the executor. */
    private Consumer<Exchange> answer(Exchange exchange, List<String> segments) {
        try {
            Path root = directory.toRealPath();
            Optional<Path> found =
                    segments.stream().anyMatch(concealed::isHidden) ? Optional.empty() : resolve(root, segments);
            if (found.isPresent() && Files.isDirectory(found.get())) {
                return folder(exchange, root, found.get());
            }
            // A path that ends with a slash never leads to a file.
            if (found.isPresent() && !exchange.isFolder()) {
                return file(exchange, found.get());
            }
            return missing(exchange, root);
        } catch (IOException | InvalidPathException | SecurityException e) {
            LOG.debug("cannot serve {}", exchange.rawPath(), e);
            return it -> it.respond(Response.notFound(it));
        }
    }

    /** Returns the file or folder below {@code root} to which the segments lead, if it exists. */
    private Optional<Path> resolve(Path root, List<String> segments) throws IOException {
        Path path = root;
        for (String segment : segments) {
            path = path.resolve(segment);
        }
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Path real = path.toRealPath();
        return real.startsWith(root) && !concealed.isPrivate(real) ? Optional.of(real) : Optional.empty();
    }

    private Consumer<Exchange> folder(Exchange exchange, Path root, Path folder) throws IOException {
        if (!exchange.isFolder()) {
            // Browsers resolve relative links against the path, so the path must end with a slash.
            String location = exchange.rawPath() + "/" + exchange.rawQuery();
            return it -> it.respond(Response.empty(HttpResponseStatus.MOVED_PERMANENTLY)
                    .with(HttpHeaderNames.LOCATION, withoutHost(location)));
        }
        for (String name : INDEX_FILES) {
            Optional<Path> index = resolve(root, append(root.relativize(folder), name));
            if (index.isPresent() && Files.isRegularFile(index.get())) {
                return file(exchange, index.get());
            }
        }
        return options.directoryListing() ? listing(exchange, folder) : missing(exchange, root);
    }

    /** Removes extra slashes: a location that begins with two slashes would name a host. */
    private static String withoutHost(String location) {
        return "/" + location.replaceFirst("^/+", "");
    }

    private static List<String> append(Path folder, String name) {
        return folder.toString().isEmpty() ? List.of(name) : List.of(folder.toString(), name);
    }

    private Consumer<Exchange> missing(Exchange exchange, Path root) throws IOException {
        if (options.defaultFile().isPresent()) {
            Optional<Path> file = resolve(root, List.of(options.defaultFile().get()));
            if (file.isPresent() && Files.isRegularFile(file.get())) {
                return file(exchange, file.get());
            }
        }
        return it -> it.respond(Response.notFound(it));
    }

    private Consumer<Exchange> file(Exchange exchange, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            return it -> it.respond(Response.notFound(it));
        }
        long size = attributes.size();
        Date modified = new Date(attributes.lastModifiedTime().toMillis() / 1000 * 1000);
        String etag =
                "\"" + Long.toHexString(attributes.lastModifiedTime().toMillis()) + "-" + Long.toHexString(size) + "\"";
        HttpHeaders headers = headers(file, etag, modified);
        if (Conditions.isUnchanged(exchange.headers(), etag, modified)) {
            return it -> it.respond(new Response(HttpResponseStatus.NOT_MODIFIED, headers, new byte[0]));
        }
        ByteRange range = ByteRange.requested(exchange.headers(), etag, modified, size);
        if (!range.isSatisfiable()) {
            return it -> it.respond(Response.page(
                            HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "There are only " + size + " bytes.")
                    .with(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size));
        }
        headers.set(HttpHeaderNames.CONTENT_TYPE, mimeTypes.of(String.valueOf(file.getFileName())));
        FileSlice slice = new FileSlice(FileChannel.open(file, StandardOpenOption.READ), range.from(), range.length());
        if (range.isWhole()) {
            return it -> it.respond(HttpResponseStatus.OK, headers, slice);
        }
        headers.set(
                HttpHeaderNames.CONTENT_RANGE,
                "bytes " + range.from() + "-" + (range.from() + range.length() - 1) + "/" + size);
        return it -> it.respond(HttpResponseStatus.PARTIAL_CONTENT, headers, slice);
    }

    private HttpHeaders headers(Path file, String etag, Date modified) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.ETAG, etag);
        headers.set(HttpHeaderNames.LAST_MODIFIED, DateFormatter.format(modified));
        headers.set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        options.cacheTimeout().ifPresent(timeout -> {
            headers.set(HttpHeaderNames.CACHE_CONTROL, "max-age=" + timeout.toSeconds() + ", public");
            headers.set(
                    HttpHeaderNames.EXPIRES,
                    DateFormatter.format(new Date(System.currentTimeMillis() + timeout.toMillis())));
        });
        return headers;
    }

    private Consumer<Exchange> listing(Exchange exchange, Path folder) throws IOException {
        StringBuilder entries = new StringBuilder("<ul>");
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!concealed.isHidden(name) && Files.exists(file) && !concealed.isPrivate(file.toRealPath())) {
                    names.add(name + (Files.isDirectory(file) ? "/" : ""));
                }
            }
        }
        for (String name : names) {
            String link = URLEncoder.encode(name, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("%2F", "/");
            entries.append("<li><a href=\"")
                    .append(link)
                    .append("\">")
                    .append(Pages.escape(name))
                    .append("</a></li>");
        }
        String page = Pages.page("Folder " + exchange.rawPath(), entries + "</ul>");
        return it -> it.respond(Response.of(HttpResponseStatus.OK, Response.HTML, page));
    }
}
