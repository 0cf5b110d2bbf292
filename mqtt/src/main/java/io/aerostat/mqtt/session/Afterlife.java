package io.aerostat.mqtt.session;

import io.aerostat.mqtt.options.KeptSessionLimits;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time of a session after the end of its connection: how long the session continues, and when its will is
 * published. Confined to the loop of the link.
 */
final class Afterlife {
    private final MqttLink link;
    private final Conversation conversation;
    private final KeptSessionLimits limits;
    private final long willDelay;
    private long expiry;
    private @Nullable Future<?> end;
    private @Nullable Future<?> will;

    /** Creates the afterlife that a client requests in CONNECT. */
    Afterlife(MqttLink link, Conversation conversation, Connect connect, KeptSessionLimits limits) {
        this.link = link;
        this.conversation = conversation;
        this.limits = limits;
        this.expiry = connect.sessionExpiry();
        this.willDelay = connect.will() == null ? 0 : connect.will().delay();
    }

    /**
     * Changes the expiry, as DISCONNECT of MQTT 5 requests.
     *
     * @return false if the client must not request an expiry in DISCONNECT, because CONNECT has requested none
     */
    boolean change(long seconds) {
        if (expiry == 0 && seconds > 0) {
            return false;
        }
        expiry = Math.min(seconds, limits.expiry().toSeconds());
        return true;
    }

    /** Checks whether the session would outlive its connection. */
    boolean isWanted() {
        return expiry > 0;
    }

    /** Called when the connection has ended and the session continues. */
    void begin() {
        EventExecutor loop = link.loop();
        end = loop.schedule(() -> link.end("the session has expired"), expiry, TimeUnit.SECONDS);
        if (willDelay > 0 && willDelay < expiry) {
            will = loop.schedule(conversation::publishWill, willDelay, TimeUnit.SECONDS);
        } // otherwise, the broker publishes the will when the session ends
    }

    /** Stops the timers. Idempotent. */
    void stop() {
        if (end != null) {
            end.cancel(false);
        }
        if (will != null) {
            will.cancel(false);
        }
    }
}
