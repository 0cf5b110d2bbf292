package io.aerostat.mqtt.session;

import io.aerostat.mqtt.topic.TopicFilter;
import io.aerostat.mqtt.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Moves the session of a client from an earlier link to the link of its new connection. First the new link subscribes
 * to the topic filters of the earlier link, so that no event is lost; then the earlier link passes its messages to the
 * new link and ends. Every method is called on the loop of the new link, except where noted.
 */
final class Resumption {
    private final MqttLink link;
    private final MqttLink earlier;
    private final Conversation conversation;
    private final List<TopicFilter> granted = new ArrayList<>();
    private final List<TopicFilter> refused = new ArrayList<>();
    private int missing;

    Resumption(MqttLink link, MqttLink earlier, Conversation conversation) {
        this.link = link;
        this.earlier = earlier;
        this.conversation = conversation;
    }

    void begin() {
        run(earlier, () -> earlier.takeover().handOver(this));
    }

    /** Called when the earlier session has ended in the meantime, on the loop of the earlier link. */
    void foundNothing() {
        run(link, () -> link.accept(false));
    }

    /** Called with the filters of the earlier session, on the loop of the earlier link. */
    void found(List<Subscriptions.Filtered> filters) {
        run(link, () -> subscribe(filters));
    }

    private void subscribe(List<Subscriptions.Filtered> filters) {
        missing = filters.size();
        for (Subscriptions.Filtered filtered : filters) {
            // A filter that the client may no longer subscribe to is left out.
            conversation.subscribeAgain(filtered, refusal -> {
                (refusal == null ? granted : refused).add(filtered.filter());
                missing--;
                finishIfComplete();
            });
        }
        finishIfComplete();
    }

    private void finishIfComplete() {
        if (missing == 0) {
            missing = -1;
            run(
                    earlier,
                    () -> earlier.conversation().afterDeliveries(() -> {
                        Outgoing.Left left = earlier.takeover().complete();
                        run(link, () -> conversation.afterDeliveries(() -> finish(left)));
                    }));
        }
    }

    private void finish(Outgoing.Left left) {
        conversation.adopt(left, this::isAllowed);
        link.accept(true);
    }

    /**
     * Checks whether the client may still get a message. Returns false if all filters that match the message were
     * refused.
     */
    private boolean isAllowed(Message message) {
        String uri = Topics.toUri(message.topic());
        return refused.stream().noneMatch(filter -> filter.includes(uri))
                || granted.stream().anyMatch(filter -> filter.includes(uri));
    }

    /** Called when the new link ends before the session has moved. */
    void abandon() {
        run(earlier, earlier.takeover()::complete);
    }

    private static void run(MqttLink target, Runnable task) {
        try {
            target.loop().execute(task);
        } catch (RejectedExecutionException e) {
            return; // The router ends, and all its sessions with it.
        }
    }
}
