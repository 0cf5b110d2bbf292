package io.aerostat.router.web.cgi;

import io.aerostat.protocol.error.StageFailure;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.listener.Cgi;
import io.aerostat.router.observation.ProgramRunner;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests by running programs. All connections share this object; any loop. */
public final class CgiService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(CgiService.class);

    private final Cgi service;
    private final ProgramRunner runner;
    private final Executor files;
    private final Semaphore places;

    /**
     * Creates the service.
     *
     * @param files looks for scripts, and starts them
     */
    public CgiService(Cgi service, ProgramRunner runner, Executor files) {
        this.service = service;
        this.runner = runner;
        this.files = files;
        this.places = new Semaphore(service.limits().programs());
    }

    @Override
    public int maxBodySize() {
        return service.limits().maxInput();
    }

    @Override
    public void serve(Exchange exchange) {
        if (!places.tryAcquire()) {
            exchange.respond(busy("Too many programs are running."));
            return;
        }
        List<String> segments = List.copyOf(exchange.remaining());
        try {
            files.execute(() -> find(exchange, segments));
        } catch (RejectedExecutionException e) {
            places.release();
            exchange.respond(busy("Too many requests for files are waiting."));
        }
    }

    private static Response busy(String text) {
        return Response.page(HttpResponseStatus.SERVICE_UNAVAILABLE, text).with(HttpHeaderNames.RETRY_AFTER, 1);
    }

    /** Looks for the script. Called on the executor. */
    private void find(Exchange exchange, List<String> segments) {
        try {
            Optional<Script> script = Script.find(service.directory(), segments);
            exchange.loop().execute(() -> begin(exchange, script, segments));
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
        }
    }

    private void begin(Exchange exchange, Optional<Script> script, List<String> segments) {
        if (script.isEmpty()) {
            end(exchange, Response.notFound(exchange));
            return;
        }
        Newcomer.settle(exchange.channel());
        CompletableFuture<Void> abandoned = new CompletableFuture<>();
        exchange.whenAbandoned(() -> abandoned.complete(null));
        try {
            ProgramRunner.Program program = program(exchange, script.get(), segments);
            files.execute(() -> run(exchange, program, abandoned));
        } catch (RejectedExecutionException e) {
            end(exchange, busy("Too many requests for files are waiting."));
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
        }
    }

    private ProgramRunner.Program program(Exchange exchange, Script script, List<String> segments) {
        List<String> command = new ArrayList<>();
        if (!service.processor().isEmpty()) {
            command.add(service.processor());
        }
        command.add(script.file().toString());
        return new ProgramRunner.Program(
                String.valueOf(script.file().getFileName()),
                command,
                Objects.requireNonNull(script.file().getParent()),
                CgiVariables.of(exchange, script, segments, folderPath(exchange)),
                exchange.body(),
                service.limits().maxOutput(),
                service.limits().timeout());
    }

    /** Starts the program, unless the client has disconnected while the request was waiting. Called on the executor. */
    private void run(Exchange exchange, ProgramRunner.Program program, CompletableFuture<Void> abandoned) {
        if (abandoned.isDone()) {
            places.release();
            return;
        }
        CompletionStage<ProgramRunner.Result> running;
        try {
            running = runner.run(program, abandoned.minimalCompletionStage());
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
            return;
        }
        running.whenComplete((result, failure) -> {
            if (failure == null) {
                end(exchange, response(exchange, result));
            } else {
                fail(exchange, failure);
            }
        });
    }

    /** Releases the place and answers the request. Any thread. */
    private void end(Exchange exchange, Response response) {
        places.release();
        exchange.loop().execute(() -> exchange.respond(response));
    }

    /** Ends a request whose program cannot be started. Any thread. */
    private void fail(Exchange exchange, Throwable failure) {
        Throwable reason = StageFailure.cause(failure);
        if (reason instanceof IOException) {
            warn(exchange, "cannot be started: " + reason.getMessage());
        } else {
            LOG.error("a bug fails a request to {}", path(exchange), reason);
        }
        end(exchange, Response.page(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The program cannot be started."));
    }

    /** Returns the part of the path that leads to the folder of the scripts, exactly as the client sent it. */
    private static String folderPath(Exchange exchange) {
        String path = exchange.rawPath();
        String rest = exchange.remainingRawPath();
        String folder = path.substring(0, path.length() - rest.length());
        return folder.replaceFirst("^[a-zA-Z]+://[^/]*", "");
    }

    private static void warn(Exchange exchange, String fault) {
        RefusalLog.warning(LOG).log("the program at {} {}", path(exchange), fault);
    }

    private static String path(Exchange exchange) {
        return RefusalLog.printable(exchange.rawPath());
    }

    private static Response response(Exchange exchange, ProgramRunner.Result result) {
        return switch (result.ending()) {
            case TOO_LATE -> {
                warn(exchange, "did not end in time and was ended");
                yield Response.page(HttpResponseStatus.GATEWAY_TIMEOUT, "The program did not answer in time.");
            }
            case TOO_LARGE -> {
                warn(exchange, "has written too much and was ended");
                yield Response.page(HttpResponseStatus.BAD_GATEWAY, "The answer of the program is too large.");
            }
            case STOPPED -> Response.page(HttpResponseStatus.BAD_GATEWAY, "The program was ended.");
            case ENDED ->
                CgiResponse.read(result.output()).orElseGet(() -> {
                    warn(exchange, "has written no valid response");
                    return Response.page(HttpResponseStatus.BAD_GATEWAY, "The program has written no valid response.");
                });
        };
    }
}
