package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A publication on its way to another node.
 *
 * @param retain whether the receiving node keeps the event for later subscribers
 * @param acknowledged whether the publisher requested an acknowledgement
 * @param recordedAt the time that event histories store with the event; null if no history stores it
 */
public record PublicationRecord(
        Publication publication,
        boolean retain,
        boolean acknowledged,
        @Nullable Instant recordedAt) {
    private static final int DISCLOSES = 1;
    private static final int EXCLUDES_PUBLISHER = 2;
    private static final int RETAIN = 4;
    private static final int ACKNOWLEDGED = 8;
    private static final int RECORDED = 16;
    private static final int AUDIENCE = 32;
    private static final int PASSTHRU = 64;
    private static final int REMOVES_RETAINED = 128;

    /** Writes the head of the record; the payload follows it. */
    public static RecordWriter write(
            long realm, Publication publication, boolean acknowledged, @Nullable Instant recordedAt) {
        return write(RecordWriter.begin(RecordType.PUBLICATION, realm), publication, acknowledged, recordedAt);
    }

    /** Writes the head of a record with a retained event; the payload follows it. */
    public static RecordWriter writeRetained(long realm, Publication publication, Duration age) {
        return write(RecordWriter.begin(RecordType.RETAINED, realm).number(age.toMillis()), publication, false, null);
    }

    private static RecordWriter write(
            RecordWriter out, Publication publication, boolean acknowledged, @Nullable Instant recordedAt) {
        Audience audience = publication.audience();
        Passthru passthru = publication.passthru();
        boolean disclosed = publication.discloses();
        int flags = (disclosed ? DISCLOSES : 0)
                | (publication.excludesPublisher() ? EXCLUDES_PUBLISHER : 0)
                | (publication.isRetained() ? RETAIN : 0)
                | (acknowledged ? ACKNOWLEDGED : 0)
                | (recordedAt != null ? RECORDED : 0)
                | (audience != Audience.EVERYONE ? AUDIENCE : 0)
                | (passthru != Passthru.NONE ? PASSTHRU : 0)
                | (publication.removesRetained() ? REMOVES_RETAINED : 0);
        out.number(publication.id())
                .text(publication.topic())
                .number(publication.publisher())
                .number(publication.trustlevel())
                .number(flags)
                .text(publication.resourceKey());
        if (disclosed) {
            out.text(publication.principal().authid())
                    .text(publication.principal().authrole());
        }
        if (publication.isRetained() || publication.removesRetained()) {
            out.number(publication.retainedAt());
        }
        if (recordedAt != null) {
            out.number(recordedAt.getEpochSecond()).number(recordedAt.getNano());
        }
        if (audience != Audience.EVERYONE) {
            writeAudience(out, audience);
        }
        if (passthru != Passthru.NONE) {
            out.passthru(passthru);
        }
        return out.form(publication.payload());
    }

    /** Reads the part of the record that follows the realm or, for a retained event, the age. */
    public static PublicationRecord read(RecordReader in, String realm) throws MalformedRecordException {
        long id = in.number();
        String topic = in.text();
        long publisher = in.number();
        int trustlevel = in.integer();
        int flags = in.integer();
        String resourceKey = in.optionalText();
        boolean discloses = (flags & DISCLOSES) != 0;
        String authid = discloses ? in.text() : "";
        String authrole = discloses ? in.text() : "";
        boolean retain = (flags & RETAIN) != 0;
        boolean removesRetained = (flags & REMOVES_RETAINED) != 0;
        long retainedAt = retain || removesRetained ? in.number() : 0;
        Instant recordedAt = (flags & RECORDED) == 0 ? null : in.instant();
        Audience audience = (flags & AUDIENCE) == 0 ? Audience.EVERYONE : readAudience(in);
        Passthru passthru = (flags & PASSTHRU) == 0 ? Passthru.NONE : in.passthru();
        Publication publication = new Publication(
                id,
                topic,
                in.payload(retain || recordedAt != null),
                passthru,
                publisher,
                new Principal(realm, authid, authrole, "", "", Map.of()),
                discloses,
                (flags & EXCLUDES_PUBLISHER) != 0,
                trustlevel,
                audience,
                resourceKey,
                0,
                retainedAt,
                removesRetained);
        return new PublicationRecord(publication, retain, (flags & ACKNOWLEDGED) != 0, recordedAt);
    }

    static void writeAudience(RecordWriter out, Audience audience) {
        out.numbers(audience.exclude()).texts(audience.excludeAuthid()).texts(audience.excludeAuthrole());
        out.numbers(audience.eligible()).texts(audience.eligibleAuthid()).texts(audience.eligibleAuthrole());
    }

    static Audience readAudience(RecordReader in) throws MalformedRecordException {
        return new Audience(
                in.numbers(), set(in.texts()), set(in.texts()), in.numbers(), set(in.texts()), set(in.texts()));
    }

    private static @Nullable Set<String> set(@Nullable List<String> texts) {
        return texts == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(texts));
    }
}
