package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.Testament;
import io.aerostat.router.session.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The format of a session and its testaments in a row. */
public final class SessionFormat {
    private static final int EXCLUDE_ME = 1;
    private static final int DISCLOSE_ME = 2;
    private static final int RETAIN = 4;
    private static final int DISCLOSES = 8;
    private static final int AUDIENCE = 16;
    private static final int REMOVES_RETAINED = 32;

    private SessionFormat() {}

    /** Returns the key of the row: kind, realm, session. */
    public static byte[] key(long realm, long session) {
        return RecordWriter.begin()
                .number(RowFormat.Kind.SESSION.ordinal())
                .number(realm)
                .number(session)
                .toByteArray();
    }

    /** Returns the value of the row. */
    public static byte[] write(Principal principal, List<Testament> testaments) {
        RecordWriter out = RecordWriter.begin()
                .text(principal.authid())
                .text(principal.authrole())
                .number(testaments.size());
        for (Testament testament : testaments) {
            PublishOptions options = testament.options();
            Audience audience = options.audience();
            int flags = (options.excludeMe() ? EXCLUDE_ME : 0)
                    | (options.discloseMe() ? DISCLOSE_ME : 0)
                    | (options.retain() ? RETAIN : 0)
                    | (testament.permit().disclose() ? DISCLOSES : 0)
                    | (audience != Audience.EVERYONE ? AUDIENCE : 0)
                    | (options.removesRetained() ? REMOVES_RETAINED : 0);
            out.text(testament.topic())
                    .number(flags)
                    .number(testament.permit().trustlevel())
                    .text(options.rkey())
                    .passthru(options.passthru());
            if (audience != Audience.EVERYONE) {
                PublicationRecord.writeAudience(out, audience);
            }
            out.enclosed(testament.payload());
        }
        return out.toByteArray();
    }

    /** Reads the identity of the session at the beginning of the value. */
    public static Principal readPrincipal(RecordReader in, String realm) throws MalformedRecordException {
        return new Principal(realm, in.text(), in.text(), "", "", Map.of());
    }

    /** Reads the testaments, which follow the identity. */
    public static List<Testament> read(RecordReader in) throws MalformedRecordException {
        int count = in.integer();
        List<Testament> testaments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String topic = in.text();
            int flags = in.integer();
            int trustlevel = in.integer();
            String rkey = in.optionalText();
            Passthru passthru = in.passthru();
            Audience audience = (flags & AUDIENCE) == 0 ? Audience.EVERYONE : PublicationRecord.readAudience(in);
            PublishOptions options = new PublishOptions(
                    false,
                    (flags & EXCLUDE_ME) != 0,
                    audience,
                    (flags & DISCLOSE_ME) != 0,
                    (flags & RETAIN) != 0,
                    rkey,
                    passthru,
                    (flags & REMOVES_RETAINED) != 0);
            testaments.add(
                    new Testament(topic, options, in.enclosed(), new Permit((flags & DISCLOSES) != 0, trustlevel)));
        }
        return testaments;
    }
}
