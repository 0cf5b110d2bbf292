package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.callee.Attempt;
import io.aerostat.router.dealer.callee.RegistrationDetails;

/**
 * A call on its way to the node of its callee.
 *
 * @param id identifies the call between these two nodes
 * @param procedure the URI or pattern of the registration
 * @param session the session id of the callee
 * @param lifetimeMillis how long the call may still take, in milliseconds; 0 for no limit
 */
public record CallRecord(
        long id,
        String procedure,
        MatchPolicy match,
        long session,
        InvocationDetails details,
        boolean wantsProgress,
        boolean takesPassthru,
        long lifetimeMillis,
        Payload payload) {
    private static final int RECEIVE_PROGRESS = 1;
    private static final int PROGRESS = 2;
    private static final int WANTS_PROGRESS = 4;
    private static final int TAKES_PASSTHRU = 8;
    private static final int DISCLOSED = 16;
    private static final int PASSTHRU = 32;
    private static final int TIMEOUT = 64;
    private static final int LIFETIME = 128;

    /** Writes the head of the record; the payload follows it. */
    public static RecordWriter write(long realm, long id, Attempt attempt) {
        InvocationDetails details = attempt.details();
        RegistrationDetails registration = attempt.target().registration().details();
        boolean disclosed = details.caller() != 0;
        long lifetime = attempt.call().lifetimeMillis();
        int flags = (details.receiveProgress() ? RECEIVE_PROGRESS : 0)
                | (details.progress() ? PROGRESS : 0)
                | (attempt.call().wantsProgress() ? WANTS_PROGRESS : 0)
                | (attempt.call().takesPassthru() ? TAKES_PASSTHRU : 0)
                | (disclosed ? DISCLOSED : 0)
                | (details.passthru() != Passthru.NONE ? PASSTHRU : 0)
                | (details.timeout() != 0 ? TIMEOUT : 0)
                | (lifetime != 0 ? LIFETIME : 0);
        RecordWriter out = RecordWriter.begin(RecordType.CALL, realm)
                .number(id)
                .text(registration.uri())
                .number(registration.match().ordinal())
                .number(attempt.target().session())
                .number(flags)
                .number(details.trustlevel())
                .text(details.procedure());
        if (disclosed) {
            out.number(details.caller()).text(details.callerAuthid()).text(details.callerAuthrole());
        }
        if (details.timeout() != 0) {
            out.number(details.timeout());
        }
        if (lifetime != 0) {
            out.number(lifetime);
        }
        if (details.passthru() != Passthru.NONE) {
            out.passthru(details.passthru());
        }
        return out.form(attempt.payload());
    }

    /** Reads the part of the record that follows the realm. */
    public static CallRecord read(RecordReader in) throws MalformedRecordException {
        long id = in.number();
        String procedure = in.text();
        MatchPolicy match = in.match();
        long session = in.number();
        int flags = in.integer();
        long trustlevel = in.number();
        String called = in.optionalText();
        boolean disclosed = (flags & DISCLOSED) != 0;
        long caller = disclosed ? in.number() : 0;
        String authid = disclosed ? in.optionalText() : null;
        String authrole = disclosed ? in.optionalText() : null;
        long timeout = (flags & TIMEOUT) != 0 ? in.number() : 0;
        long lifetime = (flags & LIFETIME) != 0 ? in.number() : 0;
        Passthru passthru = (flags & PASSTHRU) != 0 ? in.passthru() : Passthru.NONE;
        InvocationDetails details = new InvocationDetails(
                called,
                (flags & RECEIVE_PROGRESS) != 0,
                (flags & PROGRESS) != 0,
                timeout,
                caller,
                authid,
                authrole,
                trustlevel,
                passthru);
        return new CallRecord(
                id,
                procedure,
                match,
                session,
                details,
                (flags & WANTS_PROGRESS) != 0,
                (flags & TAKES_PASSTHRU) != 0,
                lifetime,
                in.payload(false));
    }

    /** Writes the head of a further CALL of a progressive call; the payload follows the head. */
    public static RecordWriter writeChunk(long realm, long id, Call chunk) {
        return RecordWriter.begin(RecordType.CHUNK, realm)
                .number(id)
                .number(chunk.options().progress() ? 1 : 0)
                .form(chunk.payload());
    }

    /** Reads the part of a further CALL that follows the call's id. */
    public static Call readChunk(RecordReader in) throws MalformedRecordException {
        boolean progress = in.integer() != 0;
        CallOptions options =
                progress ? new CallOptions(false, true, 0, false, null, null, Passthru.NONE) : CallOptions.NONE;
        return new Call(0, options, "", in.payload(false));
    }
}
