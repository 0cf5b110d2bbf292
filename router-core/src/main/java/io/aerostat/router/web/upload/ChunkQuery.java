package io.aerostat.router.web.upload;

import io.aerostat.router.listener.Upload;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that asks whether a chunk has arrived. Confined to the loop of the connection. */
final class ChunkQuery extends UploadVisitor {
    ChunkQuery(UploadService service, Exchange exchange) {
        super(service, exchange);
    }

    @Override
    void begin() {
        Upload upload = service.description();
        work(() -> {
            Chunk chunk = Chunk.read(fields(exchange.request().uri()), upload.fields(), upload.options());
            Response answer = service.folder().has(chunk, owner())
                    ? UploadRefused.text(HttpResponseStatus.OK, "chunk of file already uploaded")
                    : UploadRefused.text(HttpResponseStatus.NOT_FOUND, "chunk of file not yet uploaded");
            return () -> end(answer);
        });
    }

    /** Returns the parameters in the query of a request. */
    static Chunk.Fields fields(String uri) throws UploadRefused {
        try {
            Map<String, List<String>> parameters = new QueryStringDecoder(uri).parameters();
            return name -> Optional.ofNullable(parameters.get(name)).map(values -> values.get(0));
        } catch (IllegalArgumentException e) {
            throw UploadRefused.bad("The query of the request is malformed.");
        }
    }

    @Override
    void release() {
        // A query holds nothing to release.
    }
}
