package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ids and the URI in the header of a message, for a trace. */
final class MessageFacts {
    static final String REGISTRATION = "registration";
    static final String SUBSCRIPTION = "subscription";
    private static final String PUBLICATION = "publication";

    private MessageFacts() {}

    static Map<String, Long> ids(WampMessage message) {
        Map<String, Long> ids = new LinkedHashMap<>();
        if (message.request() > 0) {
            ids.put("request", message.request());
        }
        if (message instanceof ErrorMessage error) {
            ids.put("request_type", (long) error.requestType());
        } else if (message instanceof Invocation invocation) {
            ids.put(REGISTRATION, invocation.registration());
        } else if (message instanceof Registered registered) {
            ids.put(REGISTRATION, registered.registration());
        } else if (message instanceof Unregister unregister) {
            ids.put(REGISTRATION, unregister.registration());
        } else if (message instanceof Subscribed subscribed) {
            ids.put(SUBSCRIPTION, subscribed.subscription());
        } else if (message instanceof Unsubscribe unsubscribe) {
            ids.put(SUBSCRIPTION, unsubscribe.subscription());
        } else if (message instanceof Published published) {
            ids.put(PUBLICATION, published.publication());
        } else if (message instanceof Event event) {
            ids.put(SUBSCRIPTION, event.subscription());
            ids.put(PUBLICATION, event.publication());
        } else if (message instanceof Event.Received received) {
            ids.put(PUBLICATION, received.publication());
        }
        return ids;
    }

    /**
     * Returns the URI that a message contains; empty if it contains none. An EVENT or INVOCATION contains a URI only if
     * its subscription or registration is a pattern.
     */
    static String uri(WampMessage message) {
        @Nullable String uri = null;
        if (message instanceof Call call) {
            uri = call.procedure();
        } else if (message instanceof Publish publish) {
            uri = publish.topic();
        } else if (message instanceof Subscribe subscribe) {
            uri = subscribe.topic();
        } else if (message instanceof Register register) {
            uri = register.procedure();
        } else if (message instanceof ErrorMessage error) {
            uri = error.error();
        } else if (message instanceof Event event) {
            uri = event.details().topic();
        } else if (message instanceof Invocation invocation) {
            uri = invocation.details().procedure();
        }
        return uri == null ? "" : uri;
    }
}
