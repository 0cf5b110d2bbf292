package io.aerostat.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The messages that a peer has received, in order. If a test takes a later message, the earlier messages stay. */
final class Inbox {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Arrivals arrivals;
    private final Codec codec;
    private final Transcript transcript;
    /** Messages that have been received but not taken yet. */
    private final Deque<Arrival> waiting = new ArrayDeque<>();

    Inbox(Arrivals arrivals, Codec codec, Transcript transcript) {
        this.arrivals = arrivals;
        this.codec = codec;
        this.transcript = transcript;
    }

    /** Takes the next message; returns empty at the end of the connection. */
    Optional<Message> next(String expected) {
        Arrival next = take(expected);
        return next.message() == null ? Optional.empty() : Optional.of(decoded(next.message()));
    }

    /** Takes the next message, and fails at the end of the connection. */
    Message receive(String expected) {
        return message(take(expected), expected);
    }

    /** Takes the first message that matches; the messages before it stay. */
    Message await(String expected, Predicate<Message> wanted) {
        List<Arrival> others = new ArrayList<>();
        try {
            while (true) {
                Arrival next = take(expected);
                Message message = message(next, expected);
                if (wanted.test(message)) {
                    return message;
                }
                others.add(next);
            }
        } finally {
            Collections.reverse(others);
            others.forEach(waiting::addFirst);
        }
    }

    /** Fails if a received message has not been taken. */
    void expectEmpty() {
        Arrival found = waiting.peek();
        if (found != null) {
            throw transcript.failure("found "
                    + (found.message() == null ? "the end of the connection" : decoded(found.message()))
                    + " (expected nothing)");
        }
    }

    private Arrival take(String expected) {
        @Nullable Arrival next = waiting.poll();
        if (next != null) {
            return next;
        }
        next = arrivals.next(DEADLINE);
        if (next == null) {
            throw transcript.failure("found nothing within " + DEADLINE.toSeconds() + " s (expected " + expected + ")");
        }
        transcript.note("← " + (next.message() == null ? "the end: " + next.end() : decoded(next.message())));
        return next;
    }

    private Message message(Arrival arrival, String expected) {
        if (arrival.message() == null) {
            throw transcript.failure("the connection has ended, " + arrival.end() + " (expected " + expected + ")");
        }
        return decoded(arrival.message());
    }

    private Message decoded(byte[] bytes) {
        Object value = codec.decode(bytes);
        if (!(value instanceof List<?> elements)) {
            throw transcript.failure("found " + Values.print(value) + " (expected a list)");
        }
        return new Message(new ArrayList<>(elements));
    }
}
