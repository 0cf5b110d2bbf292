package io.aerostat.client.session.life;

import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.exchange.Calls;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.exchange.Completions;
import io.aerostat.client.session.exchange.EventDelivery;
import io.aerostat.client.session.exchange.Invocations;
import io.aerostat.client.session.exchange.Outbox;
import io.aerostat.client.session.exchange.PayloadCodec;
import io.aerostat.client.session.exchange.Registrations;
import io.aerostat.client.session.exchange.Requests;
import io.aerostat.client.session.exchange.Subscriptions;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A joined session: passes each message to the table that handles it. Confined to the connection's executor. */
final class Established implements SessionState {
    private static final Logger LOG = LoggerFactory.getLogger(Established.class);

    private final SessionDriver driver;
    private final ClientSession session;
    private final ClientSessionOptions settings;
    private final PayloadCodec payloads;
    final Outbox outbox;
    final Requests requests = new Requests();
    final Calls calls;
    final Subscriptions subscriptions;
    final Registrations registrations;
    private final Invocations invocations;

    Established(SessionDriver driver, ClientSession session, ClientSessionOptions settings) {
        this.driver = driver;
        this.session = session;
        this.settings = settings;
        this.outbox = new Outbox(driver.connection());
        this.payloads = session.payloads();
        Completions completions = session.completions();
        Roles router = session.details().routerRoles();
        this.calls = new Calls(outbox, payloads, completions, router, driver.mailbox(), settings);
        this.subscriptions = new Subscriptions(
                outbox, requests, completions, new EventDelivery(payloads, settings, session.droppedEvents), router);
        this.registrations = new Registrations(outbox, requests, completions, router);
        this.invocations = new Invocations(outbox, payloads, completions, settings, driver.mailbox());
    }

    @Override
    public void message(WampMessage message) {
        switch (message.type()) {
            case EVENT -> subscriptions.event((Event) message);
            case RESULT -> calls.result((Result) message);
            case INVOCATION -> {
                Invocation invocation = (Invocation) message;
                invocations.invoked(invocation, registrations.find(invocation.registration()));
            }
            case INTERRUPT -> invocations.interrupt((Interrupt) message);
            case ERROR -> error((ErrorMessage) message);
            case PUBLISHED, SUBSCRIBED, REGISTERED -> granted(message);
            case UNSUBSCRIBED -> {
                if (message.request() == 0) {
                    subscriptions.revoked(((Unsubscribed) message).revocation());
                } else {
                    granted(message);
                }
            }
            case UNREGISTERED -> {
                if (message.request() == 0) {
                    registrations.revoked(((Unregistered) message).revocation());
                } else {
                    granted(message);
                }
            }
            case GOODBYE -> goodbye((Goodbye) message);
            case ABORT -> {
                Abort abort = (Abort) message;
                driver.end(new CloseReason(abort.reason(), text(abort.details()), true));
            }
            case WELCOME, CHALLENGE -> violation(message); // SES-21: these messages belong to the handshake
            case HELLO,
                    AUTHENTICATE,
                    PUBLISH,
                    SUBSCRIBE,
                    UNSUBSCRIBE,
                    EVENT_RECEIVED,
                    CALL,
                    CANCEL,
                    REGISTER,
                    UNREGISTER,
                    YIELD -> violation(message); // PV-1: only clients send these
        }
    }

    private void granted(WampMessage reply) {
        if (!requests.granted(reply.request(), reply)) {
            violation(reply);
        }
    }

    private void error(ErrorMessage message) {
        WampMessage.Type request = WampMessage.Type.ofCode(message.requestType());
        if (request == null) {
            violation(message); // PV-4
            return;
        }
        switch (request) {
            case CALL -> calls.error(message);
            case CANCEL -> LOG.debug("CANCEL {} was refused: {}", message.request(), message.error());
            case PUBLISH, SUBSCRIBE, UNSUBSCRIBE, REGISTER, UNREGISTER -> {
                ApplicationError error = ApplicationError.received(
                        message.error(),
                        payloads.decode(message.payload(), message.details().passthru()));
                if (!requests.refused(message.request(), message.requestType(), error)) {
                    violation(message);
                }
            }
            case INVOCATION -> {
                // PPT-5: with this ERROR, a router may refuse a callee's answer; no other ERROR answers a YIELD (PV-4).
                if (!message.error().equals(ErrorUris.FEATURE_NOT_SUPPORTED)) {
                    violation(message);
                    return;
                }
                LOG.warn("the answer to invocation {} was refused: its caller cannot read it", message.request());
            }
            default -> violation(message); // PV-4: no other message is answered with an ERROR
        }
    }

    private void goodbye(Goodbye goodbye) {
        send(new Goodbye(CloseDetails.NONE, CloseUris.GOODBYE_AND_OUT)); // SES-13
        driver.end(new CloseReason(goodbye.reason(), text(goodbye.details()), true));
    }

    void leave(String reason) {
        send(new Goodbye(CloseDetails.NONE, reason));
        CloseReason close = new CloseReason(reason, "", false);
        Leaving leaving = new Leaving(driver, this, close);
        driver.become(leaving);
        settings.timer()
                .schedule(
                        () -> driver.execute(() -> {
                            if (driver.state() == leaving) {
                                driver.end(close);
                            }
                        }),
                        settings.answerTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void send(Goodbye goodbye) {
        try {
            outbox.send(goodbye);
            outbox.flush();
        } catch (MessageRefused e) {
            throw new IllegalStateException("GOODBYE has no payload to refuse", e);
        }
    }

    private void violation(WampMessage found) {
        String what = found instanceof ErrorMessage error
                ? "ERROR of a request of type " + error.requestType()
                : found.type().name();
        driver.abort(
                ErrorUris.PROTOCOL_VIOLATION,
                "found " + what + " (expected a message that a router sends to a joined session)",
                true);
    }

    private static String text(CloseDetails details) {
        String message = details.message();
        return message == null ? "" : message;
    }

    @Override
    public void writable() {
        outbox.writable();
    }

    @Override
    public void ended(CloseReason reason) {
        SessionLost lost = new SessionLost(reason.uri(), reason.message());
        outbox.ended();
        calls.failAll(lost);
        requests.failAll(lost);
        invocations.cancelAll(lost);
        subscriptions.failAll(lost);
        registrations.failAll(lost);
        session.ended(reason);
    }
}
