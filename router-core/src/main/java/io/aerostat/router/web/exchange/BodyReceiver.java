package io.aerostat.router.web.exchange;

import io.netty.buffer.ByteBuf;

/**
 * Receives the body of a request in pieces. Called on the loop of the connection. If the body does not arrive
 * completely, the task of {@link Exchange#whenAbandoned} runs instead of {@link #end}.
 */
public interface BodyReceiver {
    /** Called with a piece of the body. The receiver must release the piece. */
    void piece(ByteBuf piece);

    /** Called when the body is complete. */
    void end();
}
