package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.offer.CalleeAbilities;
import io.aerostat.router.dealer.offer.CalleeOffer;
import io.aerostat.router.dealer.offer.Seniority;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The format of a realm's rows: the interest in a topic, the offer of a callee, and a subscriber of a subscription. */
public final class RowFormat {
    /** The kind of a row, which is the first number of its key. */
    public enum Kind {
        INTEREST,
        CALLEE,
        SESSION,
        SUBSCRIBER
    }

    private static final Kind[] KINDS = Kind.values();
    private static final InvocationPolicy[] POLICIES = InvocationPolicy.values();

    private RowFormat() {}

    /** Reads the kind of a row. */
    public static Kind kind(RecordReader key) throws MalformedRecordException {
        return key.choice(KINDS);
    }

    /** Checks whether a row of this node belongs to a realm. */
    public static boolean isOf(long realm, byte[] key) {
        try {
            RecordReader in = RecordReader.begin(key);
            kind(in);
            return in.number() == realm;
        } catch (MalformedRecordException e) {
            throw new IllegalArgumentException("found a key that is not a realm's", e);
        }
    }

    /** Returns the key of the interest in a topic or pattern: kind, realm, match, topic. */
    public static byte[] interestKey(long realm, String topic, MatchPolicy match) {
        return RecordWriter.begin()
                .number(Kind.INTEREST.ordinal())
                .number(realm)
                .number(match.ordinal())
                .text(topic)
                .toByteArray();
    }

    /** Returns the value of an interest: when it began, and the distinct node keys of its subscribers. */
    public static byte[] interest(Instant created, Collection<String> nodeKeys) {
        return RecordWriter.begin()
                .number(created.toEpochMilli())
                .texts(nodeKeys)
                .toByteArray();
    }

    /** Returns the key of a callee's offer: kind, realm, match, procedure, session. */
    public static byte[] calleeKey(long realm, String procedure, MatchPolicy match, long session) {
        return RecordWriter.begin()
                .number(Kind.CALLEE.ordinal())
                .number(realm)
                .number(match.ordinal())
                .text(procedure)
                .number(session)
                .toByteArray();
    }

    /** Returns the value of a callee's offer. */
    public static byte[] callee(CalleeOffer offer) {
        return RecordWriter.begin()
                .number(offer.registration())
                .number(offer.invoke().ordinal())
                .number(offer.generation())
                .number(offer.created().toEpochMilli())
                .number(offer.seniority().clock())
                .number(flags(offer))
                .number(offer.concurrency())
                .toByteArray();
    }

    /** Returns the key of a subscriber: kind, realm, session, subscription. The row has an empty value. */
    public static byte[] subscriberKey(long realm, long session, long subscription) {
        return RecordWriter.begin()
                .number(Kind.SUBSCRIBER.ordinal())
                .number(realm)
                .number(session)
                .number(subscription)
                .toByteArray();
    }

    private static long flags(CalleeOffer offer) {
        CalleeAbilities can = offer.abilities();
        List<Boolean> flags = List.of(
                can.interruptible(),
                can.progressiveResults(),
                can.progressiveInvocations(),
                can.timeouts(),
                can.passthru(),
                can.transparency(),
                can.identification(),
                can.trustlevels(),
                can.reroute(),
                can.revocation(),
                offer.disclosesCallers(),
                offer.forwardsTimeouts());
        long bits = 0;
        for (int i = 0; i < flags.size(); i++) {
            bits |= flags.get(i) ? 1L << i : 0;
        }
        return bits;
    }

    /**
     * Reads the offer of a callee.
     *
     * @param node the name of the callee's node
     */
    public static CalleeOffer callee(String procedure, MatchPolicy match, long session, RecordReader value, String node)
            throws MalformedRecordException {
        long registration = value.number();
        InvocationPolicy invoke = value.choice(POLICIES);
        long generation = value.number();
        Instant created = Instant.ofEpochMilli(value.number());
        Seniority seniority = new Seniority(value.number(), node);
        long flags = value.number();
        int concurrency = value.integer();
        CalleeAbilities abilities = new CalleeAbilities(
                has(flags, 0),
                has(flags, 1),
                has(flags, 2),
                has(flags, 3),
                has(flags, 4),
                has(flags, 5),
                has(flags, 6),
                has(flags, 7),
                has(flags, 8),
                has(flags, 9));
        return new CalleeOffer(
                registration,
                procedure,
                match,
                invoke,
                generation,
                created,
                session,
                seniority,
                abilities,
                has(flags, 10),
                has(flags, 11),
                concurrency);
    }

    private static boolean has(long flags, int bit) {
        return (flags & 1L << bit) != 0;
    }
}
