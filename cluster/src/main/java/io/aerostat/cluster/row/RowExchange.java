package io.aerostat.cluster.row;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.NodeTimer;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.RecordListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges rows with the other nodes over the links of this node. Any thread. */
public final class RowExchange implements ReplicatedRows, NodeListener, RecordListener {
    private static final Logger LOG = LoggerFactory.getLogger(RowExchange.class);
    private static final int DEADLINE_CHECKS = 10;

    private final ClusterNode node;
    private final NodeTimer timer;
    private final Duration deadline;
    private final OwnRows[] own;
    private final Map<Member, RemoteRows[]> remote = new ConcurrentHashMap<>();
    private final LongAdder late = new LongAdder();
    private @Nullable RowListener listener;

    /**
     * Creates the exchange of a node that is not started yet. A node listener that is added after this call learns of a
     * lost node after the rows of that node have been removed.
     *
     * @param deadline how long a change waits for a node to confirm it
     */
    public RowExchange(ClusterNode node, NodeTimer timer, Duration deadline) {
        this.node = node;
        this.timer = timer;
        this.deadline = deadline;
        own = new OwnRows[node.lanes() + 1];
        for (int lane = 1; lane < own.length; lane++) {
            own[lane] = new OwnRows(lane, node);
        }
        node.addNodeListener(this);
        node.setRecordListener(RecordKind.ROW, this);
    }

    /** Begins to check deadlines. The returned task ends the checks. */
    public Runnable start() {
        return timer.every(deadline.dividedBy(DEADLINE_CHECKS), this::checkDeadlines);
    }

    private void checkDeadlines() {
        long now = timer.nanoTime();
        for (int lane = 1; lane < own.length; lane++) {
            int laggards = own[lane].checkDeadlines(now);
            if (laggards > 0) {
                late.add(laggards);
                LOG.warn("Nodes have not confirmed a row in time nodes={} lane={}", laggards, lane);
            }
        }
    }

    @Override
    public CompletionStage<RowReceipt> put(int lane, byte[] key, byte[] value) {
        if ((long) key.length + value.length + RowFormat.OVERHEAD > node.maximumRecord()) {
            throw new IllegalArgumentException("row: found " + ((long) key.length + value.length) + " bytes (expected "
                    + (node.maximumRecord() - RowFormat.OVERHEAD) + " at most)");
        }
        return own[lane].put(key, value, timer.nanoTime() + deadline.toNanos());
    }

    @Override
    public CompletionStage<RowReceipt> remove(int lane, byte[] key) {
        return own[lane].remove(key, timer.nanoTime() + deadline.toNanos());
    }

    @Override
    public void repeat(Member to, int lane, Predicate<byte[]> wanted) {
        own[lane].repeat(to, wanted);
    }

    @Override
    public void setRowListener(RowListener listener) {
        this.listener = listener;
    }

    @Override
    public boolean isComplete(Member member) {
        RemoteRows[] lanes = remote.get(member);
        if (lanes == null) {
            return false;
        }
        for (int lane = 1; lane < lanes.length; lane++) {
            if (!lanes[lane].isComplete()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public RowDigest ownDigest() {
        RowDigest sum = RowDigest.EMPTY;
        for (int lane = 1; lane < own.length; lane++) {
            sum = sum.plus(own[lane].digest());
        }
        return sum;
    }

    @Override
    public RowDigest digest(Member member) {
        RowDigest sum = RowDigest.EMPTY;
        RemoteRows[] lanes = remote.get(member);
        for (int lane = 1; lanes != null && lane < lanes.length; lane++) {
            sum = sum.plus(lanes[lane].digest());
        }
        return sum;
    }

    /** Returns how many times a node has not confirmed a change of a row in time. */
    public long lateConfirmations() {
        return late.sum();
    }

    /** Returns the number of changes that wait for a confirmation. */
    public int unconfirmed() {
        int sum = 0;
        for (int lane = 1; lane < own.length; lane++) {
            sum += own[lane].unconfirmed();
        }
        return sum;
    }

    @Override
    public void nodeUp(Member member) {
        RemoteRows[] lanes = new RemoteRows[own.length];
        for (int lane = 1; lane < lanes.length; lane++) {
            lanes[lane] = new RemoteRows();
        }
        remote.put(member, lanes);
        for (int lane = 1; lane < own.length; lane++) {
            own[lane].follow(member);
        }
    }

    @Override
    public void nodeDown(Member member, DownReason reason) {
        for (int lane = 1; lane < own.length; lane++) {
            own[lane].unfollow(member);
        }
        RowListener told = listener;
        if (remote.remove(member) != null && told != null) {
            told.rowsGone(member);
        }
    }

    @Override
    public void record(Member from, int lane, ByteBuffer record) {
        RemoteRows[] lanes = remote.get(from);
        if (lanes == null) {
            return;
        }
        boolean valid;
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(record)) {
            int elements = unpacker.unpackArrayHeader();
            valid = read(unpacker, elements, record.remaining(), from, lane, lanes[lane]);
        } catch (IOException | MessagePackException e) {
            LOG.debug("A record about rows is malformed", e);
            valid = false;
        }
        if (!valid) {
            LOG.warn(
                    "The rows of a node are inconsistent; its link will be replaced node={} lane={}",
                    from.node(),
                    lane);
            node.drop(from);
        }
    }

    private boolean read(MessageUnpacker unpacker, int elements, int available, Member from, int lane, RemoteRows rows)
            throws IOException {
        RowListener told = listener;
        int type = unpacker.unpackInt();
        switch (type) {
            case RowFormat.PUT -> {
                long change = unpacker.unpackLong();
                byte[] key = bytes(unpacker, available);
                byte[] value = bytes(unpacker, available);
                if (!rows.put(change, RowFormat.hash(lane, key, value), unpacker.unpackLong())) {
                    return false;
                }
                if (told != null) {
                    told.rowPut(from, lane, key, value);
                }
            }
            case RowFormat.REMOVE -> {
                long change = unpacker.unpackLong();
                byte[] key = bytes(unpacker, available);
                if (!rows.remove(change, unpacker.unpackLong())) {
                    return false;
                }
                if (told != null) {
                    told.rowRemoved(from, lane, key);
                }
            }
            case RowFormat.ROWS, RowFormat.REPEATED_ROWS -> {
                for (int part = 1; part + 1 < elements; part += 2) {
                    byte[] key = bytes(unpacker, available);
                    byte[] value = bytes(unpacker, available);
                    if (type == RowFormat.ROWS) {
                        rows.add(RowFormat.hash(lane, key, value), 0);
                    }
                    if (told != null) {
                        told.rowPut(from, lane, key, value);
                    }
                }
            }
            case RowFormat.ROWS_END -> {
                if (!rows.complete(
                        unpacker.unpackLong(), new RowDigest(unpacker.unpackLong(), unpacker.unpackLong()))) {
                    return false;
                }
                if (told != null) {
                    told.rowsComplete(from, lane);
                }
            }
            case RowFormat.CONFIRM -> own[lane].confirmed(from, unpacker.unpackLong());
            default -> LOG.debug("A record about rows is of a kind that this version does not know kind={}", type);
        }
        return true;
    }

    private static byte[] bytes(MessageUnpacker unpacker, int available) throws IOException {
        int length = unpacker.unpackBinaryHeader();
        if (length > available) {
            throw new MessageSizeException(length); // checked before an array of this length is allocated
        }
        return unpacker.readPayload(length);
    }

    @Override
    public void batchEnd(Member from, int lane) {
        RemoteRows[] lanes = remote.get(from);
        long change = lanes == null ? -1 : lanes[lane].takeConfirmation();
        if (change >= 0) {
            node.send(from, lane, RecordKind.ROW, ByteBuffer.wrap(new RowFormat().confirm(change)));
            node.flush();
        }
    }
}
