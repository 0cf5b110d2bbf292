package io.aerostat.protocol.serializer;

import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.EventReceived;
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
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import org.jspecify.annotations.Nullable;

/** How many elements the list of each message has, its type code included (MSG-1). */
enum Shape {
    HELLO(Hello.CODE, 3, 3),
    WELCOME(Welcome.CODE, 3, 3),
    ABORT(Abort.CODE, 3, 5),
    CHALLENGE(Challenge.CODE, 3, 3),
    AUTHENTICATE(Authenticate.CODE, 3, 3),
    GOODBYE(Goodbye.CODE, 3, 3),
    ERROR(ErrorMessage.CODE, 5, 7),
    PUBLISH(Publish.CODE, 4, 6),
    PUBLISHED(Published.CODE, 3, 3),
    SUBSCRIBE(Subscribe.CODE, 4, 4),
    SUBSCRIBED(Subscribed.CODE, 3, 3),
    UNSUBSCRIBE(Unsubscribe.CODE, 3, 4),
    UNSUBSCRIBED(Unsubscribed.CODE, 2, 3),
    EVENT(Event.CODE, 4, 6),
    EVENT_RECEIVED(EventReceived.CODE, 2, 2),
    CALL(Call.CODE, 4, 6),
    CANCEL(Cancel.CODE, 3, 3),
    RESULT(Result.CODE, 3, 5),
    REGISTER(Register.CODE, 4, 4),
    REGISTERED(Registered.CODE, 3, 3),
    UNREGISTER(Unregister.CODE, 3, 4),
    UNREGISTERED(Unregistered.CODE, 2, 3),
    INVOCATION(Invocation.CODE, 4, 6),
    INTERRUPT(Interrupt.CODE, 3, 3),
    YIELD(Yield.CODE, 3, 5);

    private static final @Nullable Shape[] BY_CODE = new @Nullable Shape[EventReceived.CODE + 1];

    static {
        for (Shape shape : values()) {
            BY_CODE[shape.code] = shape;
        }
    }

    private final int code;
    private final int min;
    private final int max;

    Shape(int code, int min, int max) {
        this.code = code;
        this.min = min;
        this.max = max;
    }

    static @Nullable Shape ofCode(long code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[(int) code] : null;
    }

    int code() {
        return code;
    }

    int min() {
        return min;
    }

    int max() {
        return max;
    }

    /** As errors say it: {@code 4 to 6 elements}. */
    String elements() {
        return (min == max ? "" + min : min + " to " + max) + " elements";
    }
}
