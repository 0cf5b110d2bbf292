package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.realm.record.AnswerRecord;
import io.aerostat.cluster.realm.record.CallRecord;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.id.SpreadKeys;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.dealer.callee.Attempt;
import io.aerostat.router.dealer.callee.SessionSender;
import io.aerostat.router.link.Sent;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The calls that callers of this node have placed with callees of another node, in one table for each loop of callers.
 * A table is confined to its loop; the high bits of a call's id identify the table.
 */
final class PlacedCalls {
    /** Ids differ in their low bits, because Java's hash tables use these bits. */
    private static final int TABLE_SHIFT = 48;

    private static final int MAX_TABLES = 1 << 10;

    private final long realm;
    private final Dealer dealer;
    private final RemoteNode node;
    private volatile Table[] tables = {};
    private volatile boolean closed;

    PlacedCalls(long realm, Dealer dealer, RemoteNode node) {
        this.realm = realm;
        this.dealer = dealer;
        this.node = node;
    }

    private static EventExecutor loopOf(Attempt attempt) {
        return attempt.call().callerPeer().loop();
    }

    private Table tableOf(EventExecutor loop) {
        for (Table table : tables) {
            if (table.loop == loop) {
                return table;
            }
        }
        return addTable(loop);
    }

    /**
     * Synchronized, because several loops may add their tables at the same time. Each loop adds only one table, for its
     * first call.
     */
    private synchronized Table addTable(EventExecutor loop) {
        Table[] present = tables;
        if (present.length == MAX_TABLES) {
            throw new IllegalStateException("found more than " + MAX_TABLES + " loops");
        }
        Table added = new Table(loop, present.length);
        Table[] more = new Table[present.length + 1];
        System.arraycopy(present, 0, more, 0, present.length);
        more[present.length] = added;
        tables = more;
        return added;
    }

    /** Returns the number of calls that have not ended; exact only while no call begins or ends. */
    int size() {
        int size = 0;
        for (Table table : tables) {
            size += table.size;
        }
        return size;
    }

    /**
     * Sends a call. If the call cannot be sent, gives the call back to the dealer or answers it with an error. Called
     * on the caller's loop.
     */
    void start(Attempt attempt) {
        EventExecutor loop = loopOf(attempt);
        Table table = tableOf(loop);
        long id = table.add(attempt);
        SendOutcome outcome =
                closed ? SendOutcome.DOWN : node.send(CallRecord.write(realm, id, attempt), attempt.payload());
        switch (outcome) {
            case ACCEPTED -> node.flushAfterTurn(loop);
            case DOWN -> {
                table.remove(attempt);
                attempt.giveBack();
            }
            case TOO_LARGE -> {
                table.remove(attempt);
                attempt.answer(SessionSender.undeliverable(attempt.call().request(), Sent.TOO_LARGE, "the call"));
            }
        }
    }

    /** Sends a further CALL of a progressive call, unless the call has ended. Called on the caller's loop. */
    void send(Attempt attempt, Call chunk) {
        EventExecutor loop = loopOf(attempt);
        Table table = tableOf(loop);
        if (table.get(attempt.invocation()) != attempt) {
            return;
        }
        SendOutcome outcome = node.send(CallRecord.writeChunk(realm, attempt.invocation(), chunk), chunk.payload());
        node.flushAfterTurn(loop);
        if (outcome == SendOutcome.TOO_LARGE) {
            // If a chunk cannot be sent, the call is ended, because the invocation would be incomplete.
            abandon(attempt, attempt.isInterruptible(), null);
            attempt.answer(SessionSender.undeliverable(attempt.call().request(), Sent.TOO_LARGE, "the call"));
        }
    }

    /** Interrupts the callee. Called on the caller's loop. */
    void interrupt(Attempt attempt, CancelMode mode) {
        EventExecutor loop = loopOf(attempt);
        if (tableOf(loop).get(attempt.invocation()) == attempt) {
            node.send(RecordWriter.begin(RecordType.INTERRUPT, realm)
                    .number(attempt.invocation())
                    .number(mode.ordinal()));
            node.flushAfterTurn(loop);
        }
    }

    /** Notifies the callee's node that the call has ended. Called on the caller's loop. */
    void abandon(Attempt attempt, boolean interrupts, @Nullable String reason) {
        EventExecutor loop = loopOf(attempt);
        Table table = tableOf(loop);
        if (table.get(attempt.invocation()) == attempt) {
            table.remove(attempt);
            node.send(RecordWriter.begin(RecordType.ABANDON, realm)
                    .number(attempt.invocation())
                    .number(interrupts ? 1 : 0)
                    .text(reason));
            node.flushAfterTurn(loop);
        }
    }

    /** Adds the command that brings an answer to the loop of the caller. Called on the thread of the lane. */
    void received(RecordType type, RecordReader in, ArrivedCommands commands) throws MalformedRecordException {
        long id = in.number();
        AnswerRecord answer = type == RecordType.ANSWER ? AnswerRecord.read(in) : null;
        long number = id >>> TABLE_SHIFT;
        Table[] present = tables;
        if (number >= present.length) {
            throw new MalformedRecordException("found the answer to call " + id + " (expected one that was placed)");
        }
        Table table = present[(int) number];
        commands.add(node.member(), table.loop, () -> table.conclude(id, answer));
    }

    /** Fails all calls, because the node is lost. Any thread. */
    void close() {
        closed = true;
        for (Table table : tables) {
            try {
                table.loop.execute(table::failAll);
            } catch (RejectedExecutionException e) {
                // The loop has ended, so the sessions of its callers have ended too.
                continue;
            }
        }
    }

    /** The calls of the callers of one loop, by id. Confined to the loop. */
    private final class Table {
        private final EventExecutor loop;
        private final int number;
        private final LongObjectHashMap<Attempt> attempts = new LongObjectHashMap<>();
        private long last;
        private volatile int size; // written by the loop, read by other threads

        private Table(EventExecutor loop, int number) {
            this.loop = loop;
            this.number = number;
        }

        private @Nullable Attempt get(long id) {
            return attempts.get(SpreadKeys.of(id));
        }

        private long add(Attempt attempt) {
            last++;
            long id = (long) number << TABLE_SHIFT | last;
            attempt.setInvocation(id);
            attempts.put(SpreadKeys.of(id), attempt);
            size = attempts.size();
            return id;
        }

        private void remove(Attempt attempt) {
            attempts.remove(SpreadKeys.of(attempt.invocation()));
            size = attempts.size();
            attempt.target().release();
        }

        /** @param answer the answer; null if the callee was gone before the call could be sent */
        private void conclude(long id, @Nullable AnswerRecord answer) {
            Attempt attempt = attempts.get(SpreadKeys.of(id));
            if (attempt == null) {
                dealer.countLateAnswer(); // P2
            } else if (answer == null) {
                remove(attempt);
                attempt.giveBack();
            } else {
                WampMessage message = answer.toMessage(attempt.call()); // if this throws, the link and the call end
                if (answer.isFinal()) {
                    remove(attempt);
                }
                attempt.answer(message);
            }
        }

        private void failAll() {
            List<Attempt> lost = new ArrayList<>(attempts.values());
            lost.sort(Comparator.comparingLong(Attempt::invocation));
            attempts.clear();
            size = 0;
            for (Attempt attempt : lost) {
                attempt.target().release();
                attempt.answer(
                        SessionSender.callError(attempt.call().request(), ErrorUris.CANCELED, "callee gone")); // P27
            }
        }
    }
}
