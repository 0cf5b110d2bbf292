package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.feature.Roles;
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
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.OptionKey;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.token.TokenWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one message in any serialization (MSG-1). Serves one message on one thread. */
final class MessageWriter {
    private final Format format;
    private final TokenWriter out;

    MessageWriter(Format format, TokenWriter out) {
        this.format = format;
        this.out = out;
    }

    void write(WampMessage message) throws NotExpressible {
        switch (message.type()) {
            case HELLO -> hello((Hello) message);
            case WELCOME -> welcome((Welcome) message);
            case ABORT -> abort((Abort) message);
            case CHALLENGE -> challenge((Challenge) message);
            case AUTHENTICATE -> authenticate((Authenticate) message);
            case GOODBYE -> goodbye((Goodbye) message);
            case ERROR -> error((ErrorMessage) message);
            case PUBLISH -> publish((Publish) message);
            case PUBLISHED -> ids(message, ((Published) message).request(), ((Published) message).publication());
            case SUBSCRIBE -> subscribe((Subscribe) message);
            case SUBSCRIBED -> ids(message, ((Subscribed) message).request(), ((Subscribed) message).subscription());
            case UNSUBSCRIBE -> ids(message, ((Unsubscribe) message).request(), ((Unsubscribe) message).subscription());
            case UNSUBSCRIBED -> unsubscribed((Unsubscribed) message);
            case EVENT -> event((Event) message);
            case EVENT_RECEIVED -> eventReceived((Event.Received) message);
            case CALL -> call((Call) message);
            case CANCEL -> cancel((Cancel) message);
            case RESULT -> result((Result) message);
            case REGISTER -> register((Register) message);
            case REGISTERED -> ids(message, ((Registered) message).request(), ((Registered) message).registration());
            case UNREGISTER -> ids(message, ((Unregister) message).request(), ((Unregister) message).registration());
            case UNREGISTERED -> unregistered((Unregistered) message);
            case INVOCATION -> invocation((Invocation) message);
            case INTERRUPT -> interrupt((Interrupt) message);
            case YIELD -> yielded((Yield) message);
        }
        out.endList();
    }

    private void begin(WampMessage message, int elements) {
        out.list(elements);
        out.integer(message.code());
    }

    private void options(Map<String, ?> options) throws NotExpressible {
        if (options.isEmpty()) {
            out.dictionary(0);
            out.endDictionary();
        } else {
            new ValueWriter(out).write(options);
        }
    }

    private Payload payload(Payload payload) throws NotExpressible {
        return payload.in(format.serialization(), PayloadTranscoder.INSTANCE);
    }

    private void append(Payload payload) {
        if (!payload.isEmpty()) {
            out.elements(payload.array(), payload.offset(), payload.size());
        }
    }

    private void ids(WampMessage message, long first, long second) {
        begin(message, 3);
        out.integer(first);
        out.integer(second);
    }

    private void hello(Hello message) throws NotExpressible {
        begin(message, 3);
        String realm = message.realm();
        if (realm == null) {
            out.nothing();
        } else {
            out.text(realm);
        }
        HelloDetails details = message.details();
        announcement(details.roles(), details.withRoles(Roles.NONE).toMap());
    }

    private void welcome(Welcome message) throws NotExpressible {
        begin(message, 3);
        out.integer(message.session());
        WelcomeDetails details = message.details();
        announcement(details.roles(), details.withRoles(Roles.NONE).toMap());
    }

    /** Writes the details of HELLO or WELCOME: the roles, if there are any, and then the other entries. */
    private void announcement(Roles roles, Map<String, ?> others) throws NotExpressible {
        if (roles.equals(Roles.NONE)) {
            options(others);
            return;
        }
        byte[] encoded = EncodedRoles.of(roles, format);
        out.dictionary(1 + others.size());
        out.key(OptionKey.ROLES.key());
        out.elements(encoded, 0, encoded.length);
        new ValueWriter(out).entries(others);
        out.endDictionary();
    }

    private void abort(Abort message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 3 + payload.elements());
        options(message.details().toMap());
        out.text(message.reason());
        append(payload);
    }

    private void challenge(Challenge message) throws NotExpressible {
        begin(message, 3);
        out.text(message.authmethod());
        options(message.extra());
    }

    private void authenticate(Authenticate message) throws NotExpressible {
        begin(message, 3);
        out.text(message.signature());
        options(message.extra());
    }

    private void goodbye(Goodbye message) throws NotExpressible {
        begin(message, 3);
        options(message.details().toMap());
        out.text(message.reason());
    }

    private void error(ErrorMessage message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 5 + payload.elements());
        out.integer(message.requestType());
        out.integer(message.request());
        options(message.details().toMap());
        out.text(message.error());
        append(payload);
    }

    private void publish(Publish message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 4 + payload.elements());
        out.integer(message.request());
        options(message.options().toMap());
        out.text(message.topic());
        append(payload);
    }

    private void subscribe(Subscribe message) throws NotExpressible {
        begin(message, 4);
        out.integer(message.request());
        options(message.options().toMap());
        out.text(message.topic());
    }

    private void event(Event message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 4 + payload.elements());
        out.integer(message.subscription());
        out.integer(message.publication());
        options(message.details().toMap());
        append(payload);
    }

    private void eventReceived(Event.Received message) {
        begin(message, 2);
        out.integer(message.publication());
    }

    private void call(Call message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 4 + payload.elements());
        out.integer(message.request());
        options(message.options().toMap());
        out.text(message.procedure());
        append(payload);
    }

    private void cancel(Cancel message) throws NotExpressible {
        begin(message, 3);
        out.integer(message.request());
        options(message.options().toMap());
    }

    private void result(Result message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 3 + payload.elements());
        out.integer(message.request());
        options(message.details().toMap());
        append(payload);
    }

    private void register(Register message) throws NotExpressible {
        begin(message, 4);
        out.integer(message.request());
        options(message.options().toMap());
        out.text(message.procedure());
    }

    private void invocation(Invocation message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 4 + payload.elements());
        out.integer(message.request());
        out.integer(message.registration());
        options(message.details().toMap());
        append(payload);
    }

    private void interrupt(Interrupt message) throws NotExpressible {
        begin(message, 3);
        out.integer(message.request());
        options(message.options().toMap());
    }

    private void yielded(Yield message) throws NotExpressible {
        Payload payload = payload(message.payload());
        begin(message, 3 + payload.elements());
        out.integer(message.request());
        options(message.options().toMap());
        append(payload);
    }

    private void unsubscribed(Unsubscribed message) throws NotExpressible {
        acknowledgedEnd(message, message.request(), message.revocation(), OptionKey.SUBSCRIPTION);
    }

    private void unregistered(Unregistered message) throws NotExpressible {
        acknowledgedEnd(message, message.request(), message.revocation(), OptionKey.REGISTRATION);
    }

    private void acknowledgedEnd(WampMessage message, long request, @Nullable Revocation revocation, OptionKey key)
            throws NotExpressible {
        begin(message, revocation == null ? 2 : 3);
        out.integer(request);
        if (revocation != null) {
            options(revocation.toMap(key));
        }
    }
}
