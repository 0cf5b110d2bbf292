package io.aerostat.mqtt.payload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aerostat.mqtt.options.PayloadMapping;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.service.ServiceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the procedures of dynamic mappings. All listeners of a router share one object, which limits the number of open
 * calls. The object keeps the results of encoders for a while, so that one call serves all receivers of an event. Any
 * thread.
 */
public final class MappingProcedures {
    private static final Logger LOG = LoggerFactory.getLogger(MappingProcedures.class);

    /** The largest number of open calls. A call beyond this number fails at once. */
    static final int MOST_CALLS = 2_000;

    /** The largest total size of the kept payloads, in bytes. */
    private static final long KEPT_BYTES = 16L << 20;

    /** How long payloads are kept. After this time, a changed encoder converts retained events again. */
    private static final Duration KEPT_TIME = Duration.ofMinutes(1);

    /** An estimate of the memory that a kept payload needs in addition to its bytes. */
    private static final int OVERHEAD = 200;

    /** The errors that the payload has not caused. */
    private static final Set<String> BLAMELESS = Set.of(
            ErrorUris.NO_SUCH_PROCEDURE,
            ErrorUris.NO_SUCH_REALM,
            ErrorUris.CANCELED,
            ErrorUris.UNAVAILABLE,
            ErrorUris.TIMEOUT);

    private final ProcedureCaller caller;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<Encoding, CompletableFuture<MessageContent>> encoding = new ConcurrentHashMap<>();
    private final Cache<Encoding, MessageContent> encoded = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .expireAfterWrite(KEPT_TIME)
            .<Encoding, MessageContent>weigher((event, message) -> OVERHEAD + message.payload().length)
            .build();

    public MappingProcedures(ProcedureCaller caller) {
        this.caller = caller;
    }

    /**
     * The conversion of one event.
     *
     * @param realm the realm of the event
     * @param topic the topic name of the message
     */
    record Encoding(PayloadMapping.Dynamic mapping, String realm, long publication, String topic) {}

    /**
     * Returns the event that the decoder makes of a message. Fails with {@link UnfitPayload}.
     *
     * @param realm the realm of the client
     * @param uri the topic as WAMP topic
     */
    CompletableFuture<EventContent> decode(
            PayloadMapping.Dynamic mapping,
            String realm,
            String uri,
            String topic,
            byte[] payload,
            Map<String, @Nullable Object> properties) {
        String procedure = mapping.decoder();
        return call(mapping, procedure, realm, List.of(uri, topic, payload)).thenApply(values -> {
            Object result = first(values);
            if (!(result instanceof Map<?, ?> dictionary)) {
                throw failed(procedure, unfitResult(result, "a dictionary with args and kwargs"));
            }
            try {
                return NativeConversion.event(Dictionary.of(dictionary), properties, Serialization.CBOR);
            } catch (UnfitPayload e) {
                throw failed(procedure, UnfitPayload.blameless("result: " + e.getMessage()));
            }
        });
    }

    /** Returns the message that the encoder makes of an event. Fails with {@link UnfitPayload}. */
    CompletableFuture<MessageContent> encode(Encoding event, String uri, Payload payload) {
        MessageContent known = encoded.getIfPresent(event);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<MessageContent> message = new CompletableFuture<>();
        CompletableFuture<MessageContent> present = encoding.putIfAbsent(event, message);
        if (present != null) {
            return present;
        }
        callEncoder(event, uri, NativeConversion.valuesOf(payload)).whenComplete((made, failure) -> {
            if (failure == null) {
                encoded.put(event, made);
                encoding.remove(event);
                message.complete(made);
            } else {
                encoding.remove(event);
                message.completeExceptionally(failure);
            }
        });
        return message;
    }

    private CompletableFuture<MessageContent> callEncoder(Encoding event, String uri, PayloadValues values) {
        String procedure = event.mapping().encoder();
        Map<String, @Nullable Object> properties = Dictionary.properties(values.kwargs());
        List<@Nullable Object> arguments =
                List.of(event.topic(), uri, values.args(), Dictionary.withoutProperties(values.kwargs(), properties));
        return call(event.mapping(), procedure, event.realm(), arguments).thenApply(answer -> {
            Object result = first(answer);
            if (result instanceof byte[] bytes) {
                return new MessageContent(bytes, properties);
            }
            if (result instanceof String text) {
                return new MessageContent(text.getBytes(StandardCharsets.UTF_8), properties);
            }
            throw failed(procedure, unfitResult(result, "a binary value or a string"));
        });
    }

    private CompletableFuture<PayloadValues> call(
            PayloadMapping.Dynamic mapping, String procedure, String realm, List<@Nullable Object> arguments) {
        if (open.incrementAndGet() > MOST_CALLS) {
            open.decrementAndGet();
            return CompletableFuture.failedFuture(
                    failed(procedure, UnfitPayload.blameless("found " + MOST_CALLS + " calls without an answer")));
        }
        String where = mapping.realm() == null ? realm : mapping.realm();
        return caller.call(where, procedure, new PayloadValues(arguments, Map.of()))
                .toCompletableFuture()
                .orTimeout(mapping.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((values, failure) -> {
                    open.decrementAndGet();
                    if (failure != null) {
                        throw failed(procedure, unfit(mapping, failure));
                    }
                    return values;
                });
    }

    private static @Nullable Object first(PayloadValues values) {
        return values.args().isEmpty() ? null : values.args().get(0);
    }

    private static UnfitPayload unfitResult(@Nullable Object result, String expected) {
        String kind = result == null ? "nothing" : "a " + result.getClass().getSimpleName();
        return UnfitPayload.blameless("result: found " + kind + " (expected " + expected + ")");
    }

    private static UnfitPayload unfit(PayloadMapping.Dynamic mapping, Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        if (cause instanceof TimeoutException) {
            return UnfitPayload.blameless(
                    "found no answer (expected one within " + mapping.timeout().toMillis() + " ms)");
        }
        if (!(cause instanceof ServiceException error)) {
            return UnfitPayload.blameless("the call failed: " + cause);
        }
        List<@Nullable Object> args = error.values().args();
        String text = error.uri() + (!args.isEmpty() && args.get(0) instanceof String reason ? ": " + reason : "");
        return BLAMELESS.contains(error.uri()) ? UnfitPayload.blameless(text) : new UnfitPayload(text);
    }

    /**
     * Logs that a procedure has not converted a payload, and wraps the reason in the exception with which a stage
     * fails.
     */
    private static CompletionException failed(String procedure, UnfitPayload reason) {
        RefusalLog.warning(LOG)
                .addKeyValue("procedure", procedure)
                .log("procedure {} has not converted a payload: {}", procedure, RefusalLog.reason(reason.getMessage()));
        return new CompletionException(reason);
    }
}
