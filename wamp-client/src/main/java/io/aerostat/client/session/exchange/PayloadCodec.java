package io.aerostat.client.session.exchange;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.rpc.Reply;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.passthru.PackedPayload;
import io.aerostat.protocol.passthru.PassthruCodec;
import io.aerostat.protocol.passthru.PassthruException;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.serializer.Serializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Converts Java values to payloads and back, in the serialization of one connection, and encrypts them if there is a
 * codec. Any thread. The caller encodes; the first thread that reads arguments decodes them.
 */
public final class PayloadCodec {
    private final Serializer serializer;
    private final ValueMapper mapper;
    private final Optional<PassthruCodec> codec;
    private final Roles router;

    public PayloadCodec(Serializer serializer, ValueMapper mapper, Optional<PassthruCodec> codec, Roles router) {
        this.serializer = serializer;
        this.mapper = mapper;
        this.codec = codec;
        this.router = router;
    }

    /**
     * @param uri the procedure, topic or error that the values belong to
     * @param via the role of the router that passes the values on: broker or dealer
     * @throws RequestRejected if a value cannot be encoded in this serialization, or must be encrypted although the
     *     router does not support encrypted payloads
     */
    public Packed encode(String uri, Role via, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        try {
            PayloadValues values = new PayloadValues(mapper.toWampList(args), mapper.toWampDictionary(kwargs));
            Optional<PackedPayload> hidden = codec.isPresent() ? codec.get().pack(uri, values) : Optional.empty();
            if (hidden.isEmpty()) {
                return Packed.plain(serializer.payload(values));
            }
            if (!router.announces(via, Feature.PAYLOAD_PASSTHRU_MODE)) {
                // PV-10: the router would abort the session, and secret values must not be sent in plain text.
                throw new RequestRejected(
                        "the router does not pass payloads through, and those of " + uri + " are secret");
            }
            return new Packed(
                    serializer.payload(hidden.get().carrier()), hidden.get().options());
        } catch (NotExpressible | ArgumentMismatch e) {
            throw new RequestRejected(String.valueOf(e.getMessage()), e);
        }
    }

    /** Encodes the result of a handler: null, a {@link Reply}, {@link Arguments}, or a single value. */
    Packed encodeResult(String procedure, @Nullable Object result) {
        if (result instanceof Reply reply) {
            return encode(procedure, Role.DEALER, reply.args(), reply.kwargs());
        }
        if (result instanceof Arguments arguments) {
            return encode(procedure, Role.DEALER, arguments.args(), arguments.kwargs());
        }
        return encode(procedure, Role.DEALER, result == null ? List.of() : List.of(result), Map.of());
    }

    /**
     * Encodes an error of a procedure. If the codec has a key for the error's URI, the error is encrypted with that
     * key; otherwise it is encrypted like the results of the procedure.
     */
    Packed encodeError(String procedure, ApplicationError error) {
        Packed byError = encode(error.uri(), Role.DEALER, error.args(), error.kwargs());
        return byError.passthru().isUsed() ? byError : encode(procedure, Role.DEALER, error.args(), error.kwargs());
    }

    /** Encodes a text that the client itself wrote, and that contains no data of the application. */
    Payload plain(String text) {
        try {
            return serializer.payload(new PayloadValues(List.of(text), Map.of()));
        } catch (NotExpressible e) {
            return Payload.EMPTY;
        }
    }

    /**
     * Returns arguments that are decoded and decrypted when they are first read; reading them may throw
     * {@link UnreadablePayload}.
     */
    public Arguments decode(Payload payload, Passthru passthru) {
        if (payload.isEmpty()) {
            return Arguments.of(PayloadValues.EMPTY, mapper);
        }
        if (payload.isRefused()) {
            UnreadablePayload unreadable = new UnreadablePayload(payload.refusal());
            return Arguments.of(
                    () -> {
                        throw unreadable;
                    },
                    mapper);
        }
        return passthru.isUsed()
                ? Arguments.of(() -> open(payload, passthru), mapper)
                : Arguments.of(() -> serializer.values(payload), mapper);
    }

    private PayloadValues open(Payload payload, Passthru passthru) {
        if (codec.isEmpty()) {
            throw new UnreadablePayload("payload of scheme " + passthru.scheme() + ": this client has no codec");
        }
        try {
            return codec.get().unpack(passthru, PackedPayload.of(serializer.values(payload)));
        } catch (PassthruException e) {
            throw new UnreadablePayload(String.valueOf(e.getMessage()), e);
        }
    }
}
