package io.aerostat.router.connection;

import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;

/** Estimates the encoded length of a message, to reserve the right space for a frame header. */
final class ExpectedLength {
    private static final int WITHOUT_PAYLOAD = 48;
    private static final int WELCOME = 1024;

    private ExpectedLength() {}

    static int of(WampMessage message) {
        if (message instanceof Event event) {
            return WITHOUT_PAYLOAD + event.payload().size();
        }
        if (message instanceof Invocation invocation) {
            return WITHOUT_PAYLOAD + invocation.payload().size();
        }
        if (message instanceof Result result) {
            return WITHOUT_PAYLOAD + result.payload().size();
        }
        if (message instanceof ErrorMessage error) {
            return WITHOUT_PAYLOAD + error.payload().size();
        }
        return message instanceof Welcome ? WELCOME : WITHOUT_PAYLOAD;
    }
}
