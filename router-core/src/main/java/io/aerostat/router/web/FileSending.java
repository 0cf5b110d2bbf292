package io.aerostat.router.web;

import io.aerostat.router.web.exchange.FileSlice;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a part of a file as the body of a response. The executor reads the next piece when the client has received the
 * previous one. Closes the file at the end. If the file cannot be sent, also closes the connection. Used on the
 * channel's loop.
 */
final class FileSending {
    private static final Logger LOG = LoggerFactory.getLogger(FileSending.class);

    private final Channel channel;
    private final Executor files;
    private final FileSlice slice;
    private final String path;
    private final Runnable onPiece;
    private final Runnable onSent;

    /**
     * Prepares the body of a response whose head has been written.
     *
     * @param files reads the pieces of the file
     * @param path the path of the request, for the log
     * @param onPiece runs before each piece
     * @param onSent runs when the last piece has been written
     */
    FileSending(Channel channel, Executor files, FileSlice slice, String path, Runnable onPiece, Runnable onSent) {
        this.channel = channel;
        this.files = files;
        this.slice = slice;
        this.path = path;
        this.onPiece = onPiece;
        this.onSent = onSent;
    }

    /** Sends the next piece, and after it the remaining pieces. */
    void send() {
        if (slice.isExhausted()) {
            complete();
            return;
        }
        onPiece.run();
        try {
            files.execute(this::readPiece);
        } catch (RejectedExecutionException e) {
            giveUp();
        }
    }

    /** Ends the response without sending the remaining pieces. */
    void complete() {
        close(slice);
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
        onSent.run();
    }

    private void readPiece() {
        try {
            byte[] piece = slice.read();
            channel.eventLoop().execute(() -> write(piece));
        } catch (IOException e) {
            LOG.warn("cannot read a file that is being sent: {}", path, e);
            giveUp();
        }
    }

    private void write(byte[] piece) {
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        send();
                    } else {
                        giveUp();
                    }
                });
    }

    private void giveUp() {
        close(slice);
        channel.close();
    }

    /** Closes a file that will not be sent completely, or not at all. */
    static void close(FileSlice slice) {
        try {
            slice.close();
        } catch (IOException e) {
            LOG.debug("cannot close a file", e);
        }
    }
}
