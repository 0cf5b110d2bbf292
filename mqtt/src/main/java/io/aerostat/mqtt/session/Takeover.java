package io.aerostat.mqtt.session;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.option.CloseDetails;
import org.jspecify.annotations.Nullable;

/**
 * Moves the session of a client from one connection to the next one. One link may take over the session of an earlier
 * link, and may later hand the session over. Confined to the loop of the link.
 */
final class Takeover {
    static final String REASON = "another connection has the same client id";

    private final MqttLink link;
    private @Nullable Resumption own;
    private @Nullable Resumption next; // waits until this link has the session

    Takeover(MqttLink link) {
        this.link = link;
    }

    /** Takes the session of an earlier link over. */
    void resume(MqttLink earlier) {
        Resumption resumption = new Resumption(link, earlier, link.conversation());
        own = resumption;
        // Runs in a separate task, because the session is not established before the caller returns.
        link.loop().execute(resumption::begin);
    }

    /** Ends the session: the client has begun a new one over another connection. */
    void replace() {
        if (link.state() != LinkState.CLOSED && link.isConnected()) {
            link.tellTakenOver();
        }
        link.end(REASON);
    }

    /** Begins to hand the session over to another connection of the client. */
    void handOver(Resumption taker) {
        if (link.state() == LinkState.RESUMING) {
            next = taker;
        } else if (link.state() != LinkState.JOINED) {
            taker.foundNothing();
        } else {
            Conversation conversation = link.conversation();
            conversation.afterlife().stop();
            if (link.isConnected()) {
                conversation.publishPromptWill();
                link.tellTakenOver();
                conversation.keepMessages();
                link.disconnect(REASON);
            }
            conversation.dropWill();
            taker.found(conversation.prepareHandOver());
        }
    }

    /** Ends the session, and returns the messages for the connection that continues the session. */
    Outgoing.Left complete() {
        Outgoing.Left left = link.conversation().outgoing().leave();
        if (link.state() != LinkState.CLOSED) {
            link.session().onMessage(new Goodbye(CloseDetails.NONE, CloseUris.NORMAL));
            link.end(REASON);
        }
        return left;
    }

    /** Checks whether another connection waits for the session. */
    boolean isAwaited() {
        return next != null;
    }

    /** Called when the link has the session. */
    void begun() {
        Resumption taker = next;
        if (taker != null) {
            next = null;
            link.loop().execute(() -> handOver(taker));
        }
    }

    /**
     * Called when the link has ended.
     *
     * @param wasResuming whether the link was still taking over the earlier session
     */
    void ended(boolean wasResuming) {
        if (wasResuming && own != null) {
            own.abandon();
        }
        begun();
    }
}
