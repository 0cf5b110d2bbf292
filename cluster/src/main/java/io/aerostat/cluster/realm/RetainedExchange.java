package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.PublicationRecord;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.router.broker.publication.RetainedEvent;
import io.aerostat.router.broker.publication.RetainedEvents.Digest;
import io.aerostat.router.cluster.LocalRealm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes two nodes keep the same retained events of one realm when the link between them comes up: a node that joins
 * late gets all events, and both sides of a healed partition keep the newest event of each topic. Two nodes whose
 * digests of retained events are equal exchange only the digests. Any thread.
 */
final class RetainedExchange {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedExchange.class);
    /** The number of events to send between two flushes. */
    private static final int TURN = 64;

    private final SharedRealm realm;
    private final RemoteNode other;
    private final AtomicBoolean sending = new AtomicBoolean();

    RetainedExchange(SharedRealm realm, RemoteNode other) {
        this.realm = realm;
        this.other = other;
    }

    /** Sends the digest. Called when the link is up. */
    void begin() {
        sendDigest(false);
    }

    private void sendDigest(boolean answers) {
        Digest own = realm.local().broker().retainedDigest();
        other.send(RecordWriter.begin(RecordType.RETAINED_DIGEST, realm.number())
                .number(own.events())
                .number(own.sum())
                .number(answers ? 1 : 0));
        other.flush();
    }

    /** Called with a record of the other node, on the thread of the lane. */
    void received(RecordType type, RecordReader in) throws MalformedRecordException {
        switch (type) {
            case RETAINED_DIGEST -> compare(new Digest(in.integer(), in.number()), in.integer() != 0);
            case RETAINED_WANTED -> send();
            default -> restore(in);
        }
    }

    private void compare(Digest theirs, boolean isAnswer) {
        Digest own = realm.local().broker().retainedDigest();
        if (theirs.equals(own)) {
            return;
        }
        if (theirs.events() > 0) {
            other.send(RecordWriter.begin(RecordType.RETAINED_WANTED, realm.number()));
            other.flush();
        }
        if (own.events() > 0 && !isAnswer) {
            sendDigest(true); // the other node may have missed the first digest, before it started the realm
        }
    }

    private void restore(RecordReader in) throws MalformedRecordException {
        long age = in.number();
        if (age < 0) {
            throw new MalformedRecordException("found an age of " + age + " ms (expected 0 or more)");
        }
        PublicationRecord record = PublicationRecord.read(in, realm.name());
        LocalRealm local = realm.local();
        local.broker().restoreRetained(record.publication(), Duration.ofMillis(age), local.loop());
    }

    /** Sends all retained events, unless this node is sending them already. */
    private void send() {
        if (sending.compareAndSet(false, true)) {
            send(new ArrayDeque<>(realm.local().broker().allRetained()));
        }
    }

    /** Sends events until the link is congested, and sends the rest later. */
    private void send(Queue<RetainedEvent> events) {
        int sent = 0;
        while (!events.isEmpty() && !other.isCongested()) {
            RetainedEvent event = events.remove();
            Duration age = realm.local().broker().ageOf(event);
            SendOutcome outcome = other.send(
                    PublicationRecord.writeRetained(realm.number(), event.publication(), age),
                    event.publication().payload());
            if (outcome == SendOutcome.DOWN) {
                return;
            }
            if (outcome == SendOutcome.TOO_LARGE) {
                LOG.warn(
                        "cluster: a retained event is too large for the link realm={} topic={}",
                        realm.name(),
                        event.publication().topic());
            }
            if (++sent % TURN == 0) {
                other.flush();
            }
        }
        other.flush();
        if (events.isEmpty()) {
            sending.set(false);
        } else {
            other.whenRelieved(() -> send(events));
        }
    }
}
