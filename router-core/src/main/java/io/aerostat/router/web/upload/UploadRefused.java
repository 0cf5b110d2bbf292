package io.aerostat.router.web.upload;

import io.aerostat.router.web.exchange.Response;
import io.netty.handler.codec.http.HttpResponseStatus;

/** A chunk that is not accepted; the message explains why to the client. */
final class UploadRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;

    UploadRefused(HttpResponseStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static UploadRefused bad(String message) {
        return new UploadRefused(HttpResponseStatus.BAD_REQUEST, message);
    }

    Response response() {
        return text(status, String.valueOf(getMessage()));
    }

    /** Returns an answer in plain text, which pages can show. */
    static Response text(HttpResponseStatus status, String text) {
        return Response.of(status, "text/plain; charset=utf-8", text);
    }
}
