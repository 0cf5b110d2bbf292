package io.aerostat.bridge.mqtt;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of the bridge: the {@code extra} of the component.
 *
 * @param fromBroker the topics of the broker whose messages are published in the realm; the first one that matches a
 *     message applies
 * @param toBroker the topics of the realm whose events are published at the broker
 * @param mostQueued the largest number of messages that wait for the broker; further ones are dropped
 */
record BridgeOptions(Broker broker, List<FromBroker> fromBroker, List<ToBroker> toBroker, int mostQueued) {
    private static final int MOST_QUEUED = 1_000_000;

    /** Reads the options; throws an {@link IllegalArgumentException} that says what is wrong. */
    static BridgeOptions read(Map<String, @Nullable Object> extra) {
        Section section = new Section("", extra);
        Path folder = Path.of(section.optionalText("cbdir").orElse("."));
        BridgeOptions options = new BridgeOptions(
                Broker.read(section.section("broker"), folder),
                section.sections("from_broker").stream().map(FromBroker::read).toList(),
                section.sections("to_broker").stream().map(ToBroker::read).toList(),
                section.number("max_queued_messages", 1000, 1, MOST_QUEUED));
        section.end();
        if (options.fromBroker.isEmpty() && options.toBroker.isEmpty()) {
            throw new IllegalArgumentException("from_broker: found nothing (expected topics there or in to_broker)");
        }
        return options;
    }
}
