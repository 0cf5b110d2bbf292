package io.aerostat.client.session.life;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.ConnectionListener;
import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.order.Mailbox;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.payload.Payload;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one session's state and connection. Confined to the connection's executor once the connection is open.
 */
final class SessionDriver implements ConnectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionDriver.class);

    private final ClientSessionOptions settings;
    private final Joining joining;
    private @Nullable Connection connection;
    private @Nullable Mailbox mailbox;
    private @Nullable ScheduledFuture<?> handshakeTimer;
    /** Null until the connection is open. */
    private @Nullable SessionState state;

    SessionDriver(ClientSessionOptions settings, Joining joining) {
        this.settings = settings;
        this.joining = joining;
    }

    void opened(Connection opened) {
        if (state != null) {
            opened.close();
            joining.failed(new ConnectFailed("the connection was closed at once"));
            return;
        }
        connection = opened;
        mailbox = new Mailbox(opened.executor(), opened::flush);
        Handshake handshake = new Handshake(this, settings, joining);
        state = handshake;
        handshakeTimer = settings.timer()
                .schedule(
                        () -> execute(() -> handshakeTimedOut(handshake)),
                        settings.handshakeTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        handshake.begin();
    }

    private void handshakeTimedOut(Handshake handshake) {
        if (state == handshake) {
            joining.failed(new ConnectFailed("no WELCOME within " + settings.handshakeTimeout()));
            end(new CloseReason(CloseReason.TRANSPORT_LOST, "no WELCOME in time", false));
        }
    }

    Connection connection() {
        Connection present = connection;
        if (present == null) {
            throw new IllegalStateException("no connection yet");
        }
        return present;
    }

    Mailbox mailbox() {
        Mailbox present = mailbox;
        if (present == null) {
            throw new IllegalStateException("no connection yet");
        }
        return present;
    }

    /** Runs a task on the executor that owns the state. Any thread. */
    void execute(Runnable task) {
        mailbox().execute(task);
    }

    @Nullable
    SessionState state() {
        return state;
    }

    void become(SessionState next) {
        state = next;
        if (handshakeTimer != null) {
            handshakeTimer.cancel(false);
            handshakeTimer = null;
        }
    }

    @Override
    public void message(WampMessage message) {
        SessionState current = state;
        if (current == null) {
            LOG.debug("a message before HELLO is dropped");
            return;
        }
        current.message(message);
    }

    @Override
    public void violation(ProtocolViolation violation) {
        if (state instanceof Leaving) {
            return; // SES-14: after our GOODBYE, invalid messages are dropped like all others.
        }
        abort(ErrorUris.PROTOCOL_VIOLATION, String.valueOf(violation.getMessage()), true);
    }

    @Override
    public void writable() {
        if (state != null) {
            state.writable();
        }
    }

    @Override
    public void closed(String cause) {
        end(new CloseReason(CloseReason.TRANSPORT_LOST, cause, true));
    }

    /**
     * Sends ABORT and ends the session (SES-21, PV-3).
     *
     * @param routerFault whether the router has violated the protocol
     */
    void abort(String uri, String message, boolean routerFault) {
        if (state == null || state instanceof Ended) {
            return;
        }
        try {
            connection().write(new Abort(new CloseDetails(message, null), uri, Payload.EMPTY));
        } catch (MessageRefused e) {
            LOG.debug("ABORT is not sent: {}", e.getMessage());
        }
        end(new CloseReason(uri, message, routerFault));
    }

    /** Ends the session and closes the connection. Only the first reason counts. */
    void end(CloseReason reason) {
        SessionState last = state;
        if (last instanceof Ended) {
            return;
        }
        become(new Ended(reason));
        if (last != null) {
            last.ended(reason);
        }
        if (connection != null) {
            connection.close();
        }
    }
}
