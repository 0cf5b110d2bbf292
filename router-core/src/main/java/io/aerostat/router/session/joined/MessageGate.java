package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.broker.TestamentScope;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.rate.SessionRate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate through which all messages of a client enter its joined session. Checks the request id of each message and
 * then its payload, and handles the message according to its {@link Passage}. Confined to the session's loop.
 */
final class MessageGate {
    private static final Logger LOG = LoggerFactory.getLogger(MessageGate.class);

    private final RouterSession session;
    private final int maxPayloadSize;
    private final @Nullable RequestSequence sequence;
    private final SessionRate rate;
    private final RequestGate requests;
    private final BrokerSession broker;
    private final DealerSession dealer;
    private final AnswerGate answers;

    /**
     * @param maxPayloadSize the largest size of a message's arguments, in bytes
     * @param sequence checks request ids; null if the realm accepts any ids
     * @param rate limits the rate of requests
     * @param requests authorizes requests and passes them to broker and dealer
     * @param answers passes answers of a callee to the dealer
     */
    MessageGate(
            RouterSession session,
            int maxPayloadSize,
            @Nullable RequestSequence sequence,
            SessionRate rate,
            RequestGate requests,
            AnswerGate answers,
            BrokerSession broker,
            DealerSession dealer) {
        this.session = session;
        this.maxPayloadSize = maxPayloadSize;
        this.sequence = sequence;
        this.rate = rate;
        this.requests = requests;
        this.answers = answers;
        this.broker = broker;
        this.dealer = dealer;
    }

    /** Handles a message, or ends the session if the client must not send this message now. */
    void pass(WampMessage message) {
        if (sequence != null && !sequence.advance(message)) {
            session.violate(message.type() + ": found a request id out of order (expected " + (sequence.last() + 1)
                    + ")"); // PV-6
            return;
        }
        Passage passage = Passage.of(message.type());
        if (passage == Passage.AUTHORIZED_REQUEST) {
            long wait = rate.take();
            if (wait > 0) {
                refuseTooFast(message, wait);
                return;
            }
        }
        Payload payload = message.payload();
        if (payload.isRefused()) {
            refuse(message, new Refusal(ErrorUris.INVALID_ARGUMENT, payload.refusal()));
            return;
        }
        if (payload.size() > maxPayloadSize) {
            refuse(
                    message,
                    new Refusal(
                            ErrorUris.PAYLOAD_SIZE_EXCEEDED,
                            "payload_size: found " + payload.size() + " bytes of arguments (expected at most "
                                    + maxPayloadSize + ")"));
            return;
        }
        switch (passage) {
            case AUTHORIZED_REQUEST, FOLLOW_UP_REQUEST -> requests.pass(message);
            case ANSWER -> answers.pass(message);
            case IGNORED -> {
                // PS-13: ignore the message.
            }
            case VIOLATION -> session.violate("found " + message.type() + " (expected a message of a client)"); // PV-11
        }
    }

    /** Keeps a publication that the broker makes when the session ends. Null removes all kept publications. */
    void testament(@Nullable Publish publication) {
        if (publication == null) {
            broker.flushTestaments(TestamentScope.DESTROYED);
            broker.keepTestaments();
        } else {
            requests.testament(publication);
        }
    }

    /** Refuses a message that is larger than the link accepts; the session continues (P21). */
    void refuseOversized(OversizedMessage message) {
        WampMessage.Type type = WampMessage.Type.ofCode(message.code());
        long wait = type != null && Passage.of(type) == Passage.AUTHORIZED_REQUEST ? rate.take() : 0;
        Refusal refusal = type != null && wait > 0
                ? tooFast(type, wait)
                : new Refusal(
                        ErrorUris.PAYLOAD_SIZE_EXCEEDED,
                        "max_message_size: the message is larger than this router accepts");
        refuse(type, message.code(), message.request(), message.acknowledged(), refusal);
    }

    /** Counts a request that exceeds the rate limit of the session or its role (P29), and returns its refusal. */
    private Refusal tooFast(WampMessage.Type request, long nanos) {
        if (rate.refused() == 1) {
            RefusalLog.line(LOG).addKeyValue("session", session.id()).log("{}: exceeds its rate limit", session);
        }
        session.tooFast(request);
        return Refusal.ofRate("rate_limit", nanos);
    }

    private void refuseTooFast(WampMessage message, long nanos) {
        Refusal refusal = tooFast(message.type(), nanos);
        if (message instanceof Subscribe || message instanceof Register) {
            session.send(refusal.toMessage(message.code(), message.request()));
        } else {
            refuse(message, refusal);
        }
    }

    private void refuse(WampMessage message, Refusal refusal) {
        if (message instanceof Call call) {
            dealer.refuse(call, refusal);
            return;
        }
        boolean acknowledged =
                message instanceof Publish publish && publish.options().acknowledge();
        refuse(message.type(), message.code(), message.request(), acknowledged, refusal);
    }

    /**
     * Refuses a CALL, a PUBLISH, or an answer to an invocation (P21). For any other message, ends the session.
     *
     * @param acknowledged whether the message is a PUBLISH that asks for an acknowledgement
     */
    private void refuse(
            WampMessage.@Nullable Type type, int code, long request, boolean acknowledged, Refusal refusal) {
        if (type == WampMessage.Type.CALL) {
            dealer.refuseCall(request, refusal);
        } else if (type == WampMessage.Type.PUBLISH) {
            broker.countRefusedPublication();
            if (acknowledged) {
                session.send(refusal.toMessage(Publish.CODE, request));
            } else {
                LOG.atDebug().log("{}: a publication was dropped: {}", session, refusal.text());
            }
        } else if (type != null && Passage.of(type) == Passage.ANSWER) {
            // The caller is waiting for this answer, and gets the reason instead (P1, RPC-11).
            answers.refuse(request, refusal);
        } else {
            session.violate("a message of type " + code + " is larger than accepted");
        }
    }

    /** Runs a task as soon as no message waits. Until then, no further message may be passed. */
    void whenSettled(Runnable task) {
        requests.whenSettled(() -> answers.whenSettled(task));
    }

    /** Drops the waiting messages. Called when the session has ended. */
    void close() {
        requests.close();
        answers.close();
    }
}
