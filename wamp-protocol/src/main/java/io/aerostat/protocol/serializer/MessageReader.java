package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.OptionDictionary;
import io.aerostat.protocol.option.OptionKey;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.serializer.token.TokenReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message in any serialization: type code, elements, payload and end (MSG-1). Serves one message on one
 * thread.
 */
final class MessageReader {
    private final ElementReader in;
    private final PayloadReader payload;

    private MessageReader(ElementReader in, PayloadReader payload) {
        this.in = in;
        this.payload = payload;
    }

    static WampMessage read(Format format, byte[] bytes, int offset, int length, DecodeLimits limits)
            throws ProtocolViolation {
        int maxDepth = limits.maxDepth() + 1; // the list of the message itself is also a level
        TokenReader tokens = format.reader(bytes, offset, length, maxDepth);
        try {
            return read(format, tokens, limits);
        } catch (ProtocolViolation violation) {
            Format dialect = format.dialect(tokens);
            if (dialect == null) {
                throw violation;
            }
            return read(dialect, bytes, offset, length, limits);
        }
    }

    private static WampMessage read(Format format, TokenReader tokens, DecodeLimits limits) throws ProtocolViolation {
        ElementReader elements = new ElementReader(tokens, limits);
        MessageReader reader = new MessageReader(elements, new PayloadReader(format, tokens, elements));
        WampMessage message = reader.message();
        elements.end();
        return message;
    }

    private WampMessage message() throws ProtocolViolation {
        return switch (in.type()) {
            case HELLO -> new Hello(in.nullableUri("Realm"), HelloDetails.read(in.dictionary("Details")));
            case WELCOME -> new Welcome(in.id("Session"), WelcomeDetails.read(in.dictionary("Details")));
            case ABORT ->
                new Abort(
                        CloseDetails.read(OptionDictionary.ABORT_DETAILS, in.dictionary("Details")),
                        in.uri("Reason"),
                        payload.read());
            case CHALLENGE -> new Challenge(in.text("AuthMethod"), in.dictionary("Extra"));
            case AUTHENTICATE -> new Authenticate(in.text("Signature"), in.dictionary("Extra"));
            case GOODBYE ->
                new Goodbye(
                        CloseDetails.read(OptionDictionary.GOODBYE_DETAILS, in.dictionary("Details")),
                        in.uri("Reason"));
            case ERROR ->
                new ErrorMessage(
                        in.typeCode("Request.Type"),
                        in.id("Request"),
                        ErrorDetails.read(in.dictionary("Details")),
                        in.uri("Error"),
                        payload.read());
            case PUBLISH ->
                new Publish(
                        in.id("Request"),
                        PublishOptions.read(in.dictionary("Options")),
                        in.uri("Topic"),
                        payload.read());
            case PUBLISHED -> new Published(in.id("Request"), in.id("Publication"));
            case SUBSCRIBE ->
                new Subscribe(in.id("Request"), SubscribeOptions.read(in.dictionary("Options")), in.uri("Topic"));
            case SUBSCRIBED -> new Subscribed(in.id("Request"), in.id("Subscription"));
            case UNSUBSCRIBE -> unsubscribe();
            case UNSUBSCRIBED -> unsubscribed();
            case EVENT ->
                new Event(
                        in.id("Subscription"),
                        in.id("Publication"),
                        EventDetails.read(in.dictionary("Details")),
                        payload.read());
            case EVENT_RECEIVED -> new Event.Received(in.id("Publication"));
            case CALL ->
                new Call(
                        in.id("Request"),
                        CallOptions.read(in.dictionary("Options")),
                        in.uri("Procedure"),
                        payload.read());
            case CANCEL -> new Cancel(in.id("Request"), CancelOptions.read(in.dictionary("Options")));
            case RESULT -> new Result(in.id("Request"), ResultDetails.read(in.dictionary("Details")), payload.read());
            case REGISTER ->
                new Register(in.id("Request"), RegisterOptions.read(in.dictionary("Options")), in.uri("Procedure"));
            case REGISTERED -> new Registered(in.id("Request"), in.id("Registration"));
            case UNREGISTER -> unregister();
            case UNREGISTERED -> unregistered();
            case INVOCATION ->
                new Invocation(
                        in.id("Request"),
                        in.id("Registration"),
                        InvocationDetails.read(in.dictionary("Details")),
                        payload.read());
            case INTERRUPT -> new Interrupt(in.id("Request"), InterruptOptions.read(in.dictionary("Options")));
            case YIELD -> new Yield(in.id("Request"), YieldOptions.read(in.dictionary("Options")), payload.read());
        };
    }

    private Unsubscribe unsubscribe() throws ProtocolViolation {
        Unsubscribe message = new Unsubscribe(in.id("Request"), in.id("Subscription"));
        ignoreOptions();
        return message;
    }

    private Unregister unregister() throws ProtocolViolation {
        Unregister message = new Unregister(in.id("Request"), in.id("Registration"));
        ignoreOptions();
        return message;
    }

    /** Skips the options that some clients send although the message type has no options (MSG-1). */
    private void ignoreOptions() throws ProtocolViolation {
        if (in.hasNext()) {
            in.dictionary("Options");
        }
    }

    private Unsubscribed unsubscribed() throws ProtocolViolation {
        long request = in.revocableId("Request");
        return new Unsubscribed(
                request, revocation(request, OptionDictionary.UNSUBSCRIBED_DETAILS, OptionKey.SUBSCRIPTION));
    }

    private Unregistered unregistered() throws ProtocolViolation {
        long request = in.revocableId("Request");
        return new Unregistered(
                request, revocation(request, OptionDictionary.UNREGISTERED_DETAILS, OptionKey.REGISTRATION));
    }

    /** Reads the details, which are present only if the request id is 0. */
    private @Nullable Revocation revocation(long request, OptionDictionary kind, OptionKey key)
            throws ProtocolViolation {
        return request == 0 ? Revocation.read(kind, key, in.dictionary("Details")) : null;
    }
}
