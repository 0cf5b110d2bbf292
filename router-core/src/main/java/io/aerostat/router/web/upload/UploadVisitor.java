package io.aerostat.router.web.upload;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.router.web.bridge.Outcome;
import io.aerostat.router.web.bridge.RequestSession;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A request to an upload service. The service answers each request once. The executor of files runs the tasks that read
 * or write files, one task of a request at a time. Everything else is confined to the loop of the connection.
 */
abstract class UploadVisitor implements RequestSession.Visitor {
    /** A task that may block. */
    interface Work {
        /** Does the work, and returns the action to run on the loop afterwards. */
        Runnable run() throws UploadRefused, IOException;
    }

    final UploadService service;
    final Exchange exchange;
    /**
     * The authid of an authenticated client; empty for anonymous clients. Clients with different owners never share an
     * upload.
     */
    private String owner = "";

    private @Nullable RequestSession session;
    private boolean working;
    private boolean ended;

    UploadVisitor(UploadService service, Exchange exchange) {
        this.service = service;
        this.exchange = exchange;
    }

    /** Called when the session exists, before it is established. */
    final void enterBy(RequestSession entering) {
        session = entering;
        exchange.whenAbandoned(this::abandon);
    }

    @Override
    public final void joined(RequestSession entered, WelcomeDetails details) {
        if (!"anonymous".equals(details.authmethod()) && details.authid() != null) {
            owner = details.authid();
        }
        begin();
    }

    @Override
    public void answered(RequestSession entered, Outcome outcome) {
        end(
                outcome instanceof Outcome.Refused refused
                        ? service.entrance().refusal(refused)
                        : service.entrance().failure());
    }

    /** Begins to serve the request, whose client has joined. */
    abstract void begin();

    /** Releases what the request holds. Called once, when no task is running. */
    abstract void release();

    final String owner() {
        return owner;
    }

    final boolean hasEnded() {
        return ended;
    }

    final boolean isWorking() {
        return working;
    }

    /**
     * Runs a task on the executor of files.
     *
     * @return false if the executor has too many tasks; in that case, the request has been answered
     */
    final boolean work(Work work) {
        working = true;
        try {
            service.files().execute(() -> {
                Runnable next = outcome(work);
                exchange.loop().execute(() -> {
                    working = false;
                    if (ended) {
                        release();
                    } else {
                        next.run();
                    }
                });
            });
            return true;
        } catch (RejectedExecutionException e) {
            working = false;
            end(UploadService.busy());
            return false;
        }
    }

    private Runnable outcome(Work work) {
        try {
            return work.run();
        } catch (UploadRefused e) {
            return () -> end(e.response());
        } catch (IOException | RuntimeException e) {
            return () -> end(service.failed(e));
        }
    }

    final void ask(WampMessage request) {
        if (session != null) {
            session.ask(request, 0);
        }
    }

    /** Answers the request, and leaves the realm. */
    final void end(Response response) {
        if (!ended) {
            service.respond(exchange, response);
            if (session != null) {
                session.leave();
            }
            settle();
        }
    }

    /** Called when the client has disconnected. */
    final void abandon() {
        if (!ended) {
            if (session != null) {
                session.hangUp();
            }
            settle();
        }
    }

    private void settle() {
        ended = true;
        if (!working) {
            release();
        }
    }
}
