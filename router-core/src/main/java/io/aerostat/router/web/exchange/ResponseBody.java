package io.aerostat.router.web.exchange;

import io.netty.buffer.ByteBuf;

/** The body of a response that is sent in pieces. Confined to the loop of the connection. */
public interface ResponseBody {
    /** Sends a piece, and releases it. */
    void write(ByteBuf piece);

    /** Checks whether the client reads fast enough; if not, the sender waits for {@link #whenWritable}. */
    boolean isWritable();

    /** Sets the task that runs whenever the client has read enough for the sender to continue. */
    void whenWritable(Runnable task);

    /** Completes the body. */
    void end();

    /** Closes the connection, because the rest of the body cannot be sent. The client notices the missing end. */
    void abort();
}
