package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.RecordListener;
import io.aerostat.cluster.realm.record.AnswerRecord;
import io.aerostat.cluster.realm.record.CallRecord;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.cluster.realm.record.RowFormat;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.cluster.row.RowListener;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.cluster.RealmConnector;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.link.RefusalLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the realms of one router with those of the other nodes: passes each record or row to its realm. Created
 * before the node is started. Any thread.
 */
public final class RealmNetwork implements RealmConnector, RecordListener, RowListener, NodeListener {
    private static final Logger LOG = LoggerFactory.getLogger(RealmNetwork.class);

    /** How long the sessions of a node that cannot be reached are held by default: five heartbeats of 500 ms. */
    public static final Duration DEFAULT_HOLD = Duration.ofMillis(2500);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ClusterNode node;
    private final ReplicatedRows rows;
    private final Duration hold;
    private final Duration patience;
    private final SharedRealms realms = new SharedRealms();
    private final Set<Long> closed = ConcurrentHashMap.newKeySet();
    private final InterestRows interests;
    private final UnknownRows unknown = new UnknownRows();
    private final ArrivedCommands[] commands;
    private final LongAdder malformed = new LongAdder();
    /**
     * Whether this node has lost links because it was stalled or disconnected from the engine, and has reached no other
     * node since then.
     */
    private volatile boolean cutOff;
    /** The time, in terms of {@link System#nanoTime}, at which {@link #cutOff} last became false. */
    private volatile long reachedAt;

    /** Creates a network that holds sessions for {@link #DEFAULT_HOLD}. */
    public RealmNetwork(ClusterNode node, ReplicatedRows rows) {
        this(node, rows, DEFAULT_HOLD);
    }

    /**
     * Creates a network and adds it to the listeners of the node, which must not have been started yet.
     *
     * @param hold how long the sessions of a node that cannot be reached are held: must be longer than the two
     *     heartbeats that nodes need to join again
     */
    public RealmNetwork(ClusterNode node, ReplicatedRows rows, Duration hold) {
        this(node, rows, hold, PATIENCE);
    }

    /** @param patience how long to wait for the answers of other nodes to a question */
    RealmNetwork(ClusterNode node, ReplicatedRows rows, Duration hold, Duration patience) {
        this.node = node;
        this.rows = rows;
        this.interests = new InterestRows(rows);
        this.hold = hold;
        this.patience = patience;
        this.reachedAt = System.nanoTime() - hold.toNanos();
        this.commands = new ArrivedCommands[node.lanes() + 1];
        for (int lane = 1; lane < commands.length; lane++) {
            commands[lane] = new ArrivedCommands((from, e) -> malformed(from, "record", e));
        }
        rows.setRowListener(this);
        node.addNodeListener(this);
        node.setRecordListener(RecordKind.REALM, this);
    }

    @Override
    public RealmCluster connect(String realm) {
        SharedRealm shared = new SharedRealm(realm, numberOf(realm), this, node, rows);
        SharedRealm other = realms.addIfAbsent(shared);
        if (other != null) {
            throw new IllegalArgumentException(
                    "realm \"" + realm + "\": found the number of realm \"" + other.name() + "\" (expected its own)");
        }
        return shared;
    }

    /** Starts a realm, and passes the earlier rows to the realm. */
    void start(SharedRealm realm, Runnable start) {
        unknown.replay(
                realm.number(),
                () -> {
                    start.run();
                    node.members().forEach(realm::nodeUp);
                },
                (owner, key, value) -> change(realm, owner, key, value));
        realm.rowsReplayed();
        if (closed.remove(realm.number())) {
            askForRows(realm);
        }
    }

    /** Asks the other nodes for the rows of a realm: this node deleted these rows when it removed the realm. */
    private void askForRows(SharedRealm realm) {
        ByteBuffer wanted =
                RecordWriter.begin(RecordType.ROWS_WANTED, realm.number()).head();
        for (Member member : node.members()) {
            node.send(member, realm.lane(), RecordKind.REALM, wanted);
        }
        node.flush();
    }

    private void repeatRows(Member to, int lane, long realm) {
        rows.repeat(to, lane, key -> RowFormat.isOf(realm, key));
        node.flush();
    }

    /** Called when a realm is closed. Rows that arrive afterwards are kept for a later realm of the same name. */
    void closed(SharedRealm realm) {
        if (realms.remove(realm)) {
            closed.add(realm.number());
        }
    }

    /** Returns the number of records and rows that could not be read. */
    public long malformed() {
        return malformed.sum();
    }

    /**
     * Returns the number of calls between this node and others that have not ended; exact only while no call begins or
     * ends.
     */
    public int callsInFlight() {
        return realms.stream().mapToInt(SharedRealm::callsInFlight).sum();
    }

    /** Returns the number by which records name a realm, the same on every node. */
    static long numberOf(String realm) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < realm.length(); i++) {
            hash = (hash ^ realm.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    public void record(Member from, int lane, ByteBuffer record) {
        try {
            RecordReader in = RecordReader.begin(record);
            RecordType type = in.type();
            long number = in.number();
            SharedRealm realm = startedRealm(number);
            if (type == RecordType.ROWS_WANTED) {
                repeatRows(from, lane, number);
            } else if (type != null && realm != null) {
                realm.received(from, type, in, commands[lane]);
            } else if (type == RecordType.CALL) {
                refuse(from, lane, number, in);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("A record is dropped, because the router has ended", e);
        } catch (MalformedRecordException | RuntimeException e) {
            malformed(from, "record", e);
        }
    }

    @Override
    public void batchEnd(Member from, int lane) {
        commands[lane].submit();
    }

    /**
     * Answers a call for a realm that was removed here while the call was on its way. The caller's node does not know
     * about the removal yet, and nothing else would end the call (P1).
     */
    private void refuse(Member from, int lane, long realm, RecordReader in) throws MalformedRecordException {
        CallRecord call = CallRecord.read(in);
        if (call.details().progress()) {
            // A progressive call cannot be placed with another callee, because the caller's node has not kept the
            // chunks of the call.
            ErrorMessage error = SessionSender.callError(0, ErrorUris.CANCELED, "callee gone");
            RecordWriter head = AnswerRecord.write(realm, call.id(), error);
            node.send(from, lane, RecordKind.REALM, head.head(), RecordWriter.rest(error.payload()));
        } else {
            RecordWriter head = RecordWriter.begin(RecordType.RETURNED, realm).number(call.id());
            node.send(from, lane, RecordKind.REALM, head.head());
        }
        node.flush();
    }

    @Override
    public void rowPut(Member owner, int lane, byte[] key, byte[] value) {
        changed(owner, key, value);
    }

    @Override
    public void rowRemoved(Member owner, int lane, byte[] key) {
        changed(owner, key, null);
    }

    private void changed(Member owner, byte[] key, byte @Nullable [] value) {
        try {
            RecordReader in = RecordReader.begin(key);
            RowFormat.kind(in);
            long number = in.number();
            SharedRealm realm = realms.get(number);
            if (realm == null || !realm.hasEarlierRows()) {
                // Looks up the realm again under the lock of the unknown rows. A thread that starts a realm holds this
                // lock until the realm has received the earlier rows.
                realm = unknown.addUnless(() -> startedRealm(number), number, owner, key, value);
            }
            if (realm != null) {
                change(realm, owner, key, value);
            }
        } catch (MalformedRecordException | RuntimeException e) {
            malformed(owner, "row", e);
        }
    }

    private Stream<SharedRealm> started() {
        return realms.stream().filter(SharedRealm::isStarted);
    }

    private @Nullable SharedRealm startedRealm(long number) {
        SharedRealm realm = realms.get(number);
        return realm != null && realm.isStarted() ? realm : null;
    }

    private void change(SharedRealm realm, Member owner, byte[] key, byte @Nullable [] value) {
        try {
            RecordReader in = RecordReader.begin(key);
            RowFormat.Kind kind = RowFormat.kind(in);
            in.number();
            realm.changed(owner, kind, in, value);
        } catch (MalformedRecordException | RuntimeException e) {
            malformed(owner, "row", e);
        }
    }

    /**
     * Counts a record or row that cannot be read, and ends the link to the node that has sent it. The end of the link
     * ends its calls in flight at once, and a new link brings all rows again. Any thread.
     */
    void malformed(Member from, String what, Exception e) {
        malformed.increment();
        RefusalLog.warning(LOG)
                .addKeyValue("node", from.node())
                .log(
                        "cluster: a {} of node {} cannot be read, so the link to that node is replaced: {}",
                        what,
                        from,
                        e.toString());
        node.drop(from);
    }

    @Override
    public void rowsGone(Member owner) {
        unknown.remove(owner);
        started().forEach(realm -> realm.rowsGone(owner));
    }

    /** Returns the rows of this node's subscriptions in all realms. */
    InterestRows interests() {
        return interests;
    }

    Duration hold() {
        return hold;
    }

    Duration patience() {
        return patience;
    }

    /**
     * Checks whether this node itself is unreachable, or was unreachable recently, and therefore cannot know which
     * other nodes are lost.
     */
    boolean isCutOff() {
        return cutOff || System.nanoTime() - reachedAt < hold.toNanos();
    }

    /** Returns the number of sessions of unreachable nodes that are held. */
    int heldSessions() {
        return realms.stream().mapToInt(SharedRealm::heldSessions).sum();
    }

    @Override
    public void nodeUp(Member member) {
        if (cutOff) {
            reachedAt = System.nanoTime();
            cutOff = false;
        }
        started().forEach(realm -> realm.nodeUp(member));
    }

    @Override
    public void nodeDown(Member member, DownReason reason) {
        if (reason == DownReason.DISCONNECTED || reason == DownReason.STALLED) {
            cutOff = true;
        }
        started().forEach(realm -> realm.rowsGone(member));
        if (reason == DownReason.LEFT) {
            started().forEach(realm -> realm.left(member));
        }
    }
}
