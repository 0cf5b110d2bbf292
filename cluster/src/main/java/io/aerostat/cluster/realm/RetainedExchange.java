package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.PublicationRecord;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.router.broker.RetainedPublications;
import io.aerostat.router.broker.publication.RetainedEvent;
import io.aerostat.router.broker.publication.RetainedEvents.Digest;
import io.aerostat.router.broker.publication.RetainedPages;
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
    /** Whether this node has asked for the events since the other node's realm started. */
    private final AtomicBoolean asked = new AtomicBoolean();

    RetainedExchange(SharedRealm realm, RemoteNode other) {
        this.realm = realm;
        this.other = other;
    }

    private RetainedPublications retained() {
        return realm.local().broker().retained();
    }

    /** Sends the digest. Called when the link is up. */
    void begin() {
        sendDigest(false);
    }

    private void sendDigest(boolean answers) {
        Digest own = retained().digest();
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
        if (!isAnswer) {
            asked.set(false); // the realm of the other node has just started, perhaps with other events
        }
        Digest own = retained().digest();
        if (theirs.equals(own)) {
            return;
        }
        if (theirs.events() > 0 && asked.compareAndSet(false, true)) {
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
        int bytes = in.bytes();
        // Until the store has the event, its bytes use a part of the sender's budget. So the sender pauses if the disk
        // is slower than the link.
        realm.node().hold(other.member(), bytes);
        retained()
                .restore(
                        record.publication(),
                        Duration.ofMillis(age),
                        realm.local().loop())
                .whenComplete((none, failure) -> realm.node().release(other.member(), bytes));
    }

    /** Sends all retained events, unless this node is sending them already. */
    private void send() {
        if (sending.compareAndSet(false, true)) {
            retained().all().whenComplete((pages, failure) -> {
                if (failure == null) {
                    sendNext(pages);
                } else {
                    giveUp(failure);
                }
            });
        }
    }

    private void sendNext(RetainedPages pages) {
        if (!pages.hasNext()) {
            pages.close();
            sending.set(false);
            return;
        }
        pages.next().whenComplete((events, failure) -> {
            if (failure == null) {
                send(new ArrayDeque<>(events), pages);
            } else {
                pages.close();
                giveUp(failure);
            }
        });
    }

    private void giveUp(Throwable failure) {
        LOG.warn("cluster: the retained events cannot be read realm={}: {}", realm.name(), failure.toString());
        sending.set(false);
    }

    /** Sends events until the link is congested, and sends the rest later. */
    private void send(Queue<RetainedEvent> events, RetainedPages pages) {
        int sent = 0;
        while (!events.isEmpty() && !other.isCongested()) {
            RetainedEvent event = events.remove();
            Duration age = retained().ageOf(event);
            SendOutcome outcome = other.send(
                    PublicationRecord.writeRetained(realm.number(), event.publication(), age),
                    event.publication().payload());
            if (outcome == SendOutcome.DOWN) {
                pages.close();
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
            sendNext(pages);
        } else {
            other.whenRelieved(() -> send(events, pages));
        }
    }
}
