package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.SendOutcome;
import io.aerostat.cluster.realm.record.MalformedRecordException;
import io.aerostat.cluster.realm.record.PublicationRecord;
import io.aerostat.cluster.realm.record.RecordReader;
import io.aerostat.cluster.realm.record.RecordType;
import io.aerostat.cluster.realm.record.RecordWriter;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.subscription.InterestedNode;
import io.aerostat.router.dealer.callee.Attempt;
import io.aerostat.router.dealer.callee.CalleeNode;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One realm on another node, for as long as the link to that node is up. This node's broker treats the remote node as a
 * subscriber, and this node's dealer treats it as a node with callees.
 */
final class RemoteNode implements InterestedNode, CalleeNode {
    private final SharedRealm realm;
    private final Member member;
    private final ClusterNode node;
    private final int lane;
    private final TurnEnd flush;
    private final ArrivedPublications publications;
    private final PlacedCalls placed;
    private final ArrivedCalls arrived;
    private final RetainedExchange retained;
    private final ForeignSessions sessions = new ForeignSessions();
    private final Relief relief;

    RemoteNode(SharedRealm realm, Member member) {
        this.realm = realm;
        this.member = member;
        this.node = realm.node();
        this.lane = realm.lane();
        this.flush = new TurnEnd(node);
        this.relief = new Relief(this::isCongested, realm.local().loop());
        this.publications = new ArrivedPublications(realm, this);
        this.retained = new RetainedExchange(realm, this);
        this.placed = new PlacedCalls(realm.number(), realm.local().dealer(), this);
        this.arrived = new ArrivedCalls(realm.number(), realm.local().dealer(), this);
    }

    Member member() {
        return member;
    }

    /** Queues a record with an empty payload for the next flush. */
    SendOutcome send(RecordWriter head) {
        return send(head, Payload.EMPTY);
    }

    /** Queues a record for the next flush. */
    SendOutcome send(RecordWriter head, Payload payload) {
        return node.send(member, lane, RecordKind.REALM, head.head(), RecordWriter.rest(payload));
    }

    /** Requests a flush at the end of this turn of the loop. */
    void flushAfterTurn(EventExecutor loop) {
        flush.request(loop);
    }

    /** Sends all waiting records at once. */
    void flush() {
        node.flush();
    }

    /** Returns the number of calls in both directions that have not ended. */
    int callsInFlight() {
        return placed.size() + arrived.size();
    }

    /** Begins to compare the retained events of both nodes. Called when the link is up. */
    void compareRetained() {
        retained.begin();
    }

    // Publications.

    @Override
    public boolean deliver(
            Publication publication, boolean acknowledged, @Nullable Instant recordedAt, EventExecutor loop) {
        SendOutcome outcome = send(
                PublicationRecord.write(realm.number(), publication, acknowledged, recordedAt), publication.payload());
        flushAfterTurn(loop);
        return outcome != SendOutcome.TOO_LARGE;
    }

    @Override
    public boolean isCongested() {
        return node.isCongested(member);
    }

    @Override
    public void whenRelieved(Runnable task) {
        relief.await(task);
    }

    // Calls of this node's callers.

    @Override
    public void start(Attempt attempt) {
        placed.start(attempt);
    }

    @Override
    public void send(Attempt attempt, Call chunk) {
        placed.send(attempt, chunk);
    }

    @Override
    public void interrupt(Attempt attempt, CancelMode mode) {
        placed.interrupt(attempt, mode);
    }

    @Override
    public void abandon(Attempt attempt, boolean interrupts, @Nullable String reason) {
        placed.abandon(attempt, interrupts, reason);
    }

    @Override
    public void revoke(String procedure, MatchPolicy match, long session, @Nullable String reason) {
        send(RecordWriter.begin(RecordType.REVOCATION, realm.number())
                .text(procedure)
                .number(match.ordinal())
                .number(session)
                .text(reason));
        flush();
    }

    // Records of the other node, on the thread of the lane.

    /** @param commands receives the commands of the record for event loops */
    void received(RecordType type, RecordReader in, ArrivedCommands commands) throws MalformedRecordException {
        switch (type) {
            case PUBLICATION -> publications.received(PublicationRecord.read(in, realm.name()), in.bytes(), commands);
            case CALL, CHUNK, INTERRUPT, ABANDON -> arrived.received(type, in, commands);
            case ANSWER, RETURNED -> placed.received(type, in, commands);
            case REVOCATION -> revokeHere(in);
            case RETAINED_DIGEST, RETAINED_WANTED, RETAINED -> retained.received(type, in);
            case QUESTION, REPLY, ROWS_WANTED ->
                throw new MalformedRecordException("found " + type + " (expected another)");
        }
    }

    /**
     * Carries out a command that the node has sent. If the command fails, the record breaks the protocol, so the link
     * ends, and the calls over the link end with it (P1).
     */
    void carryOut(Runnable command) {
        try {
            command.run();
        } catch (RuntimeException e) {
            realm.malformed(member, e);
        }
    }

    private void revokeHere(RecordReader in) throws MalformedRecordException {
        String procedure = in.text();
        MatchPolicy match = in.match();
        long session = in.number();
        String reason = in.optionalText();
        realm.local()
                .dealer()
                .lookup(procedure, match)
                .ifPresent(found -> realm.local().dealer().revoke(found.id(), session, reason));
    }

    ForeignSessions sessions() {
        return sessions;
    }

    /** Called when the link is down: calls to the node fail, and calls from the node are ended. */
    void close() {
        placed.close();
        arrived.close();
        publications.close();
    }

    @Override
    public String toString() {
        return member.toString();
    }
}
