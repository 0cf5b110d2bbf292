package io.aerostat.cluster.realm.record;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.dealer.callee.ServedCall;
import org.jspecify.annotations.Nullable;

/**
 * A RESULT or ERROR on its way back to the node of the caller.
 *
 * @param error the URI of the error; null for a result
 */
public record AnswerRecord(boolean progress, @Nullable String error, Passthru passthru, Payload payload) {
    private static final int PROGRESS = 1;
    private static final int ERROR = 2;
    private static final int PASSTHRU = 4;

    /** Writes the head of the record; the payload follows it. */
    public static RecordWriter write(long realm, long id, WampMessage answer) {
        boolean progress = answer instanceof Result result && result.details().progress();
        String error = answer instanceof ErrorMessage message ? message.error() : null;
        Passthru passthru = answer instanceof Result result
                ? result.details().passthru()
                : answer instanceof ErrorMessage message ? message.details().passthru() : Passthru.NONE;
        int flags =
                (progress ? PROGRESS : 0) | (error != null ? ERROR : 0) | (passthru != Passthru.NONE ? PASSTHRU : 0);
        RecordWriter out =
                RecordWriter.begin(RecordType.ANSWER, realm).number(id).number(flags);
        if (error != null) {
            out.text(error);
        }
        if (passthru != Passthru.NONE) {
            out.passthru(passthru);
        }
        return out.form(answer.payload());
    }

    /** Reads the part of the record that follows the id. */
    public static AnswerRecord read(RecordReader in) throws MalformedRecordException {
        int flags = in.integer();
        String error = (flags & ERROR) != 0 ? in.text() : null;
        Passthru passthru = (flags & PASSTHRU) != 0 ? in.passthru() : Passthru.NONE;
        return new AnswerRecord((flags & PROGRESS) != 0, error, passthru, in.payload(false));
    }

    /** Checks whether the call has ended with this answer. */
    public boolean isFinal() {
        return !progress;
    }

    /** Returns the answer as the caller gets it. */
    public WampMessage toMessage(ServedCall call) {
        Payload readable = call.readable(payload);
        if (error != null) {
            ErrorDetails details = passthru == Passthru.NONE ? ErrorDetails.NONE : new ErrorDetails(passthru);
            return new ErrorMessage(Call.CODE, call.request(), details, error, readable);
        }
        ResultDetails details =
                progress || passthru != Passthru.NONE ? new ResultDetails(progress, passthru) : ResultDetails.NONE;
        return new Result(call.request(), details, readable);
    }
}
