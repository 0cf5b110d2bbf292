package io.aerostat.router.web.upload;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.SingleValue;
import io.aerostat.router.listener.option.UploadFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events about one chunk that the form of the request asks for. Immutable.
 *
 * @param topic the topic to publish the events to; empty if the request asks for no events
 * @param options the options of the publications
 * @param chunkExtra the value that the page adds to all events
 * @param finishExtra the value that the page adds to the last event
 */
record Progress(
        Optional<String> topic,
        PublishOptions options,
        @Nullable Object chunkExtra,
        @Nullable Object finishExtra) {

    static Progress read(Chunk.Fields fields, UploadFields names) throws UploadRefused {
        Optional<String> topic = field(fields, names.onProgress());
        if (topic.isEmpty()) {
            return new Progress(topic, PublishOptions.NONE, Map.of(), Map.of());
        }
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("acknowledge", true);
        Optional<String> session = field(fields, names.session());
        if (session.isPresent()) {
            options.put("eligible", List.of(sessionId(session.get())));
        }
        try {
            return new Progress(
                    topic,
                    PublishOptions.read(options),
                    json(field(fields, names.chunkExtra())),
                    json(field(fields, names.finishExtra())));
        } catch (ProtocolViolation e) {
            throw UploadRefused.bad("The form has a field that is not valid: " + e.getMessage());
        }
    }

    private static Optional<String> field(Chunk.Fields fields, Optional<String> name) throws UploadRefused {
        return name.isEmpty() ? Optional.empty() : fields.get(name.get()).filter(text -> !text.isEmpty());
    }

    private static long sessionId(String text) throws UploadRefused {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw UploadRefused.bad("The session is not a number.");
        }
    }

    private static @Nullable Object json(Optional<String> text) throws ProtocolViolation {
        return text.isEmpty()
                ? Map.of()
                : SingleValue.read(
                        Serialization.JSON, text.get().getBytes(StandardCharsets.UTF_8), DecodeLimits.DEFAULT);
    }

    /** Returns the publications about a chunk that has been stored, with the request ids 1, 2 … */
    List<Publish> events(Chunk chunk, UploadFolder.Stored stored) throws UploadRefused {
        List<Publish> events = new ArrayList<>();
        if (topic.isEmpty()) {
            return events;
        }
        if (stored.isFirst()) {
            add(events, chunk, "started", 0);
        }
        if (chunk.totalChunks() > 1) {
            add(events, chunk, "progress", stored.received());
        }
        if (stored.isComplete()) {
            add(events, chunk, "finished", chunk.totalSize());
        }
        return events;
    }

    private void add(List<Publish> events, Chunk chunk, String status, long received) throws UploadRefused {
        boolean isFinished = status.equals("finished");
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("id", chunk.id());
        event.put("chunk", chunk.number());
        event.put("name", chunk.name());
        event.put("total", chunk.totalSize());
        event.put("remaining", chunk.totalSize() - received);
        event.put("status", status);
        double part = isFinished ? 1 : (double) received / Math.max(1, chunk.totalSize());
        event.put("progress", Math.round(part * 1000) / 1000.0);
        if (isFinished) {
            event.put("finish_extra", finishExtra);
        }
        event.put("chunk_extra", chunkExtra);
        try {
            events.add(new Publish(
                    events.size() + 1L,
                    options,
                    topic.orElseThrow(),
                    Serializers.of(Serialization.JSON).payload(new PayloadValues(List.of(event), Map.of()))));
        } catch (NotExpressible e) {
            throw UploadRefused.bad("The form has a field that is not valid: " + e.getMessage());
        }
    }
}
