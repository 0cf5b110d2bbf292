package io.aerostat.router.web;

import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.HttpHeaderMap;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.connection.Peers;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.longpoll.LongPollLink;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.web.exchange.CrossOrigin;
import io.aerostat.router.web.exchange.Exchange;
import io.aerostat.router.web.exchange.Response;
import io.aerostat.router.web.exchange.WebService;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.EventExecutor;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the requests of long-poll clients (LP-1 … LP-6). All connections share this object; any loop. */
final class LongPollService implements WebService {
    private static final Logger LOG = LoggerFactory.getLogger(LongPollService.class);

    private static final String METHODS = "POST, OPTIONS";
    private static final String BINARY = "application/octet-stream";
    private static final String TEXT = "text/plain; charset=utf-8";
    /**
     * The length of a link's id. A client that knows the id can use the link, so the id must be impossible to guess.
     */
    private static final int ID_BYTES = 24;

    private final PathService.LongPoll service;
    private final LinkAcceptor acceptor;
    private final AdmissionControl admission;
    private final Map<String, LongPollLink> links;
    private final EndedTransports ended;
    private final SecureRandom random = new SecureRandom();

    LongPollService(PathService.LongPoll service, LinkAcceptor acceptor, AdmissionControl admission) {
        this(service, acceptor, admission, new ConcurrentHashMap<>(), new EndedTransports());
    }

    private LongPollService(
            PathService.LongPoll service,
            LinkAcceptor acceptor,
            AdmissionControl admission,
            Map<String, LongPollLink> links,
            EndedTransports ended) {
        this.service = service;
        this.acceptor = acceptor;
        this.admission = admission;
        this.links = links;
        this.ended = ended;
    }

    /** Returns a service with other options, which also serves the open links of this service. */
    LongPollService with(PathService.LongPoll changed, LinkAcceptor changedAcceptor) {
        return new LongPollService(changed, changedAcceptor, admission, links, ended);
    }

    @Override
    public int maxBodySize() {
        return service.connection().maxMessageSize();
    }

    @Override
    public boolean outlivesSite() {
        return true;
    }

    @Override
    public void serve(Exchange exchange) {
        List<String> path = exchange.remaining();
        if (exchange.isOptions()) {
            respond(exchange, CrossOrigin.preflight(exchange, METHODS));
        } else if (!exchange.request().method().equals(HttpMethod.POST)) {
            respond(exchange, Response.methodNotAllowed(METHODS));
        } else if (path.size() == 1 && path.get(0).equals("open")) {
            open(exchange);
        } else if (path.size() == 2) {
            LongPollLink link = links.get(path.get(0));
            if (link != null) {
                serve(exchange, link, path.get(1));
            } else if (path.get(1).equals("close") && ended.contains(path.get(0))) {
                respond(exchange, Response.empty(HttpResponseStatus.NO_CONTENT));
            } else {
                respond(exchange, Response.of(HttpResponseStatus.NOT_FOUND, TEXT, "no such transport\n"));
            }
        } else {
            respond(exchange, Response.notFound(exchange));
        }
    }

    private void serve(Exchange exchange, LongPollLink link, String request) {
        switch (request) {
            case "receive" -> receive(exchange, link);
            case "send" ->
                onLoop(link, () -> {
                    boolean taken = link.send(exchange.body());
                    answer(
                            exchange,
                            link,
                            taken
                                    ? Response.empty(HttpResponseStatus.NO_CONTENT) // LP-3: AutobahnJS needs this
                                    : bad("the messages are invalid, or the session does not accept them"));
                });
            case "close" ->
                onLoop(link, () -> {
                    link.hangUp();
                    answer(exchange, link, Response.empty(HttpResponseStatus.NO_CONTENT));
                });
            default -> respond(exchange, Response.notFound(exchange));
        }
    }

    private void open(Exchange exchange) {
        Optional<List<String>> offered = LongPollOpening.protocols(exchange.body());
        if (offered.isEmpty()) {
            respond(
                    exchange,
                    bad("expected {\"protocols\": [\"" + service.subprotocols().get(0) + "\", …]}"));
            return;
        }
        Optional<Subprotocol> chosen = Subprotocol.choose(offered.get(), service.subprotocols());
        if (chosen.isEmpty()) {
            RefusalLog.line(LOG)
                    .log(
                            "long-poll refused: found no supported protocol in {} from {}",
                            RefusalLog.printable(offered.get().toString()),
                            Peers.remote(exchange.channel()));
            respond(exchange, bad("none of these protocols is supported; the supported ones are: " + names()));
            return;
        }
        AdmissionControl.Verdict verdict = admission.admit(Newcomer.isSurplus(exchange.channel()));
        if (!verdict.isAdmitted()) {
            respond(
                    exchange,
                    Response.of(HttpResponseStatus.SERVICE_UNAVAILABLE, TEXT, verdict.message() + "\n")
                            .withRetryAfter(admission.retryAfterSeconds()));
            return;
        }
        String id = service.options().fixedId().orElseGet(this::newId);
        TransportInfo info = Peers.describe(
                exchange.channel(),
                "longpoll",
                exchange.source(),
                chosen.get().name(),
                HttpHeaderMap.of(exchange.headers()),
                null);
        Opened opened = new Opened(id, exchange.loop());
        LongPollLink link = new LongPollLink(
                exchange.loop(), chosen.get(), info, service.options(), acceptor, admission::settled, opened::end);
        opened.begin(link);
        respond(
                exchange,
                Response.of(
                        HttpResponseStatus.OK,
                        "application/json",
                        "{\"protocol\":\"" + chosen.get().name() + "\",\"transport\":\"" + id + "\"}"));
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The entry of one link in {@link #links}. With a fixed id, a new link replaces the previous one. */
    private final class Opened {
        private final String id;
        private final EventExecutor loop;
        private @Nullable LongPollLink link;

        Opened(String id, EventExecutor loop) {
            this.id = id;
            this.loop = loop;
        }

        void begin(LongPollLink created) {
            link = created;
            LongPollLink former = links.put(id, created);
            if (former != null) {
                onLoop(former, former::hangUp);
            }
        }

        void end() {
            LongPollLink present = link;
            if (present != null && links.get(id) == present) {
                ended.add(id, loop);
                links.remove(id, present);
            }
        }
    }

    private void receive(Exchange exchange, LongPollLink link) {
        String contentType = link.subprotocol().isText() ? "application/json; charset=utf-8" : BINARY;
        LongPollLink.Poll poll = bytes -> {
            Response response = Response.of(HttpResponseStatus.OK, contentType, bytes);
            answer(exchange, link, response);
        };
        // A client that has disconnected must not be given messages, because they would be lost.
        exchange.whenAbandoned(() -> onLoop(link, () -> link.forget(poll)));
        // The client may have disconnected, so it gets no messages either. A client that is still connected sends
        // another request.
        exchange.whenInputEnds(() -> onLoop(link, () -> link.release(poll)));
        onLoop(link, () -> link.receive(poll));
    }

    private static void onLoop(LongPollLink link, Runnable task) {
        if (link.loop().inEventLoop()) {
            task.run();
        } else {
            link.loop().execute(task);
        }
    }

    /** Sends an answer from the link's loop, which may differ from the connection's loop. */
    private static void answer(Exchange exchange, LongPollLink link, Response response) {
        boolean established = link.isEstablished();
        if (exchange.loop().inEventLoop()) {
            answer(exchange, established, response);
        } else {
            exchange.loop().execute(() -> answer(exchange, established, response));
        }
    }

    private static void answer(Exchange exchange, boolean established, Response response) {
        if (established) {
            Newcomer.settle(exchange.channel());
        }
        respond(exchange, response);
    }

    private static void respond(Exchange exchange, Response response) {
        response.with(HttpHeaderNames.CACHE_CONTROL, "no-store, no-cache, must-revalidate, max-age=0");
        CrossOrigin.allowAll(exchange, response);
        exchange.respond(response);
    }

    private String names() {
        return service.subprotocols().stream().map(Subprotocol::name).collect(Collectors.joining(", "));
    }

    private static Response bad(String why) {
        return Response.of(HttpResponseStatus.BAD_REQUEST, TEXT, why + "\n");
    }
}
