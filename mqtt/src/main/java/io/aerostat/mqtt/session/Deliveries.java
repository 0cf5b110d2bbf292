package io.aerostat.mqtt.session;

import io.aerostat.mqtt.payload.MessageContent;
import io.aerostat.mqtt.payload.UnfitPayload;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.Sent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the messages for one client in the order of their events, even if procedures convert some of the messages. A
 * message that waits for its conversion, or for an earlier message, counts against the outbound budget with the size of
 * its event. Confined to the loop of the link.
 */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final MqttLink link;
    private final Outgoing outgoing;
    private final LinkHandler session;
    private final Queue<Step> steps = new ArrayDeque<>();

    /**
     * A message that waits, or a task that waits for the messages before it.
     *
     * @param conversion the conversion after which the action may run
     */
    private record Step(CompletableFuture<?> conversion, Runnable action, boolean isTask) {}

    Deliveries(MqttLink link, Outgoing outgoing, LinkHandler session) {
        this.link = link;
        this.outgoing = outgoing;
        this.session = session;
    }

    /**
     * Delivers a message when it has been converted, after the earlier messages.
     *
     * @param size the size of the event
     * @param acknowledged whether the message has QoS 1
     */
    Sent add(
            CompletableFuture<MessageContent> conversion,
            int size,
            boolean acknowledged,
            Function<MessageContent, Message> message) {
        if (steps.isEmpty() && conversion.isDone()) {
            return pass(conversion, message);
        }
        Sent reserved = outgoing.reserve(size, acknowledged);
        if (reserved == Sent.OK) {
            steps.add(new Step(conversion, () -> passLate(conversion, size, message), false));
            conversion.whenComplete((content, failure) -> link.loop().execute(this::run));
        }
        return reserved;
    }

    /** Runs a task when all messages that are waiting now have been delivered, or when the session ends. */
    void then(Runnable task) {
        if (steps.isEmpty()) {
            task.run();
        } else {
            steps.add(new Step(CompletableFuture.completedFuture(null), task, true));
        }
    }

    private void run() {
        while (!steps.isEmpty() && steps.peek().conversion().isDone()) {
            steps.remove().action().run();
        }
    }

    private void passLate(
            CompletableFuture<MessageContent> conversion, int size, Function<MessageContent, Message> message) {
        outgoing.release(size);
        Sent outcome = pass(conversion, message);
        if (outcome != Sent.OK) {
            session.onUndelivered(outcome);
        }
    }

    private Sent pass(CompletableFuture<MessageContent> conversion, Function<MessageContent, Message> message) {
        MessageContent content;
        try {
            content = conversion.join();
        } catch (CompletionException e) {
            LOG.debug(
                    "{}: an event is no MQTT message: {}",
                    link.transport(),
                    UnfitPayload.of(e).getMessage());
            return Sent.NOT_EXPRESSIBLE;
        }
        return outgoing.send(message.apply(content));
    }

    /** Drops the waiting messages, because the session has ended, and runs the waiting tasks. */
    void close() {
        while (!steps.isEmpty()) {
            Step step = steps.remove();
            if (step.isTask()) {
                step.action().run();
            }
        }
    }
}
