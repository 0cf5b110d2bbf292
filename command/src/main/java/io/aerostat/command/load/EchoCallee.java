package io.aerostat.command.load;

import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.command.connection.RouterSession;
import io.aerostat.command.line.CommandFailure;
import java.time.Duration;

/** The callee of a load: returns its argument. */
final class EchoCallee {
    private static final Duration REGISTERED = Duration.ofSeconds(30);

    private EchoCallee() {}

    static void register(RouterSession callee, String uri) throws CommandFailure, InterruptedException {
        RouterSession.result(
                callee.session()
                        .register(ProcedureOffer.of(uri), call -> call.args().get(0)),
                REGISTERED);
    }
}
