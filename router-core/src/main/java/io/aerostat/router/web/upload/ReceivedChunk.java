package io.aerostat.router.web.upload;

import io.aerostat.protocol.message.Publish;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.listener.Upload;
import io.aerostat.router.web.bridge.Outcome;
import io.aerostat.router.web.bridge.RequestSession;
import io.aerostat.router.web.exchange.BodyReceiver;
import io.aerostat.router.web.exchange.Exchange;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that uploads a chunk: joins, reads the form piece by piece, stores the chunk, publishes the events, and
 * leaves. Confined to the loop of the connection.
 */
final class ReceivedChunk extends UploadVisitor implements BodyReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedChunk.class);

    private final Runnable onEnd;
    private final Queue<Publish> events = new ArrayDeque<>();
    /** Used by one task of the executor at a time. */
    private @Nullable MultipartForm form;

    private @Nullable Future<?> timer;
    private long bytes;
    private boolean bodyEnded;
    private boolean released;

    /**
     * Creates the request.
     *
     * @param onEnd runs when the request no longer holds its place
     */
    ReceivedChunk(UploadService service, Exchange exchange, Runnable onEnd) {
        super(service, exchange);
        this.onEnd = onEnd;
    }

    @Override
    void begin() {
        Newcomer.settle(exchange.channel());
        timer = exchange.loop()
                .schedule(
                        this::tooLate,
                        service.description().options().chunkTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        work(() -> {
            form = new MultipartForm(exchange.request(), service.folder().temporary());
            return () -> exchange.receive(this);
        });
    }

    private void tooLate() {
        if (!bodyEnded) {
            end(UploadRefused.text(HttpResponseStatus.REQUEST_TIMEOUT, "The chunk did not arrive in time."));
        }
    }

    private MultipartForm form() {
        if (form == null) {
            throw new IllegalStateException("the form of a request is used before it exists");
        }
        return form;
    }

    @Override
    public void piece(ByteBuf piece) {
        bytes += piece.readableBytes();
        if (hasEnded()) {
            piece.release();
        } else if (bytes > service.maxBody()) {
            piece.release();
            end(UploadService.tooLarge());
        } else {
            exchange.pauseBody();
            boolean isAccepted = work(() -> {
                form().add(piece);
                return this::proceed;
            });
            if (!isAccepted) {
                piece.release();
            }
        }
    }

    private void proceed() {
        if (bodyEnded) {
            store();
        } else {
            exchange.resumeBody();
        }
    }

    @Override
    public void end() {
        bodyEnded = true;
        if (!hasEnded() && !isWorking()) {
            store();
        }
    }

    private void store() {
        Upload upload = service.description();
        work(() -> {
            form().end();
            Chunk chunk = Chunk.read(form()::text, upload.fields(), upload.options());
            Progress progress = Progress.read(form()::text, upload.fields());
            UploadFolder.Stored stored = service.folder()
                    .put(chunk, owner(), form().file(upload.fields().content()));
            List<Publish> publications = progress.events(chunk, stored);
            return () -> {
                events.addAll(publications);
                publish();
            };
        });
    }

    private void publish() {
        Publish next = events.poll();
        if (next == null) {
            end(UploadRefused.text(HttpResponseStatus.OK, ""));
        } else {
            ask(next);
        }
    }

    @Override
    public void answered(RequestSession session, Outcome outcome) {
        if (outcome instanceof Outcome.Published) {
            publish();
        } else if (outcome instanceof Outcome.Failed failed) {
            RefusalLog.warning(LOG)
                    .log(
                            "the progress of an upload to {} cannot be published: {}",
                            service.description().directory(),
                            RefusalLog.printable(failed.error()));
            publish(); // The chunk is stored, so the client must not send it again.
        } else {
            super.answered(session, outcome);
        }
    }

    @Override
    void release() {
        if (released) {
            return;
        }
        released = true;
        if (timer != null) {
            timer.cancel(false);
        }
        onEnd.run();
        closeForm();
    }

    private void closeForm() {
        MultipartForm open = form;
        if (open != null) {
            try {
                service.files().execute(open::close);
            } catch (RejectedExecutionException e) {
                exchange.loop().schedule(this::closeForm, 1, TimeUnit.SECONDS);
            }
        }
    }
}
