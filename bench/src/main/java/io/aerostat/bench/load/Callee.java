package io.aerostat.bench.load;

import io.aerostat.bench.wamp.Code;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import io.aerostat.bench.wire.Template;

/**
 * Registers one procedure, and answers each call with its arguments. The calls of each caller must arrive in order
 * (P22).
 */
final class Callee extends Session {
    private final String procedure;
    private final long[] last;
    private boolean ready;

    Callee(Run run, LoadOptions options, String procedure) {
        super(run, options);
        this.procedure = procedure;
        this.last = new long[options.callers()];
    }

    boolean isReady() {
        return ready;
    }

    @Override
    protected void joined(Connection connection) {
        write().list(4).integer(Code.REGISTER).integer(1).map(0).text(procedure);
        sendWritten(connection);
    }

    @Override
    protected void message(Connection connection, int code, MessageReader reader) {
        if (code == Code.REGISTERED) {
            ready = true;
            return;
        }
        if (code != Code.INVOCATION) {
            run.fail("callee: found message " + code + " (expected INVOCATION)");
            return;
        }
        long request = reader.integer();
        reader.integer();
        reader.skip();
        checkPayload(reader);
        int sender = Template.sender(reader.bytes(), reader.textFrom());
        long sequence = Template.sequence(reader.bytes(), reader.textFrom());
        if (sequence != last[sender] + 1) {
            run.fail("callee: found call " + sequence + " of caller " + sender + " (expected " + (last[sender] + 1)
                    + ")");
            return;
        }
        last[sender] = sequence;
        write().list(4)
                .integer(Code.YIELD)
                .integer(request)
                .map(0)
                .list(1)
                .encoded(reader.bytes(), reader.textStart(), reader.position() - reader.textStart());
        sendWritten(connection);
    }
}
