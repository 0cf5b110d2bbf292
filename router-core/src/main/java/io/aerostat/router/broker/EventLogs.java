package io.aerostat.router.broker;

import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.broker.subscription.SubscriptionTable;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.HistoryRule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open event logs of a realm, and its retained events. Any thread. */
final class EventLogs {
    private static final Logger LOG = LoggerFactory.getLogger(EventLogs.class);

    private final List<EventLog> logs;
    private final RetainedEvents retained;

    private EventLogs(List<EventLog> logs, RetainedEvents retained) {
        this.logs = logs;
        this.retained = retained;
    }

    /**
     * Opens the log of each rule, and adds its subscription. If a log cannot be opened, closes the logs that are open.
     */
    static EventLogs open(
            List<HistoryRule> rules, RealmStore store, SubscriptionTable subscriptions, RetainedEvents retained) {
        List<EventLog> opened = new ArrayList<>();
        try {
            for (HistoryRule rule : rules) {
                EventLog log = store.openLog(rule);
                opened.add(log);
                subscriptions.open(rule, log);
            }
        } catch (RuntimeException e) {
            opened.forEach(EventLog::close);
            retained.close();
            throw e;
        }
        return new EventLogs(List.copyOf(opened), retained);
    }

    /** Checks whether this node keeps at least one log of its own. */
    boolean hasOwn() {
        return logs.stream().anyMatch(log -> !log.isShared());
    }

    /** Closes the logs and the retained events on another thread, because closing may block. The result never fails. */
    CompletableFuture<Void> close() {
        return CompletableFuture.runAsync(() -> {
                    logs.forEach(EventLog::close);
                    retained.close();
                })
                .exceptionally(failure -> {
                    LOG.warn("the event history of a realm could not be closed", failure);
                    return null;
                });
    }
}
