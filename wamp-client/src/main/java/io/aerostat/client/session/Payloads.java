package io.aerostat.client.session;

import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.serializer.Serializer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values to payloads and back, in the serialization of one connection. Any thread; encoding is the work of whoever asks. */
final class Payloads {
    private final Serializer serializer;
    private final ValueMapper mapper;

    Payloads(Serializer serializer, ValueMapper mapper) {
        this.serializer = serializer;
        this.mapper = mapper;
    }

    /** @throws RequestRejected if a value has no form in this serialization */
    Payload encode(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        if (args.isEmpty() && kwargs.isEmpty()) {
            return Payload.EMPTY;
        }
        try {
            return serializer.payload(new PayloadValues(mapper.toWampList(args), mapper.toWampDictionary(kwargs)));
        } catch (NotExpressible | ArgumentMismatch e) {
            throw new RequestRejected(String.valueOf(e.getMessage()), e);
        }
    }

    /** The result of a handler: nothing, a {@link Reply}, {@link Arguments}, or a single value. */
    Payload encodeResult(@Nullable Object result) {
        if (result == null) {
            return Payload.EMPTY;
        }
        if (result instanceof Reply reply) {
            return encode(reply.args(), reply.kwargs());
        }
        if (result instanceof Arguments arguments) {
            return encode(arguments.args(), arguments.kwargs());
        }
        return encode(List.of(result), Map.of());
    }

    Arguments decode(Payload payload) {
        return Arguments.of(payload, serializer, mapper);
    }
}
