package io.aerostat.router.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.web.exchange.RequestPath;
import io.aerostat.router.web.file.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Targets for the coverage-guided fuzzer (see CONTRIBUTING): HTTP input from clients. */
class WebFuzzTest {
    private static final int MAX_LINE = 200;

    /** A parsed path never leads out of a folder, and its normal form is parsed to the same path. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 850_000)
    void paths(byte[] target) {
        Optional<RequestPath> parsed = RequestPath.parse(new String(target, ISO_8859_1));
        parsed.ifPresent(path -> {
            StringBuilder plain = new StringBuilder();
            for (String segment : path.segments()) {
                assertThat(segment).isNotEmpty().isNotEqualTo(".").isNotEqualTo("..");
                assertThat(segment).doesNotContain("/", "\\", "\0");
                plain.append('/');
                for (byte each : segment.getBytes(UTF_8)) {
                    plain.append('%').append(String.format("%02x", each));
                }
            }
            plain.append(path.isFolder() ? "/" : "");
            if (!plain.isEmpty()) {
                assertThat(RequestPath.parse(plain.toString())).contains(path);
            }
        });
    }

    /** The returned range lies within the file, whatever range is requested. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 18_000_000)
    void ranges(byte[] header) {
        HttpHeaders headers = new DefaultHttpHeaders(false);
        headers.set(HttpHeaderNames.RANGE, new String(header, ISO_8859_1));
        for (long size : new long[] {0, 1, 100}) {
            ByteRange range = ByteRange.requested(headers, "\"tag\"", new Date(0), size);
            if (range.isSatisfiable()) {
                assertThat(range.from()).isBetween(0L, size);
                assertThat(range.length()).isBetween(range.isWhole() ? 0L : 1L, size - range.from());
            }
        }
    }

    /** The first document of a long-poll session is either accepted or rejected, without any other exception. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 4_300_000)
    void longPollOpenings(byte[] document) {
        LongPollOpening.protocols(document)
                .ifPresent(protocols -> assertThat(protocols).allMatch(String.class::isInstance));
    }

    /** A stream of requests gets the same HTTP answers whether it arrives at once or byte by byte. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 170_000)
    void requests(byte[] stream) {
        String inBytes = statuses(stream, 1);
        String atOnce = statuses(stream, Math.max(1, stream.length));
        if (longestLine(stream) < MAX_LINE - 2) {
            assertThat(inBytes).isEqualTo(atOnce);
        }
        // In a longer line, the codec may report the exceeded limit before or after other faults.
    }

    private static int longestLine(byte[] stream) {
        int longest = 0;
        int begin = 0;
        for (int at = 0; at < stream.length; at++) {
            if (stream[at] == '\n') {
                begin = at + 1;
            }
            longest = Math.max(longest, at + 1 - begin);
        }
        return longest;
    }

    /** Returns the status codes of the answers. */
    private static String statuses(byte[] stream, int chunk) {
        WebSite site = site();
        EmbeddedChannel channel =
                new EmbeddedChannel(new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(MAX_LINE)));
        channel.pipeline().addLast(new HttpConnection(channel, () -> site, new Deadline(channel.eventLoop())));
        for (int at = 0; at < stream.length && channel.isOpen(); at += chunk) {
            channel.writeInbound(Unpooled.copiedBuffer(stream, at, Math.min(chunk, stream.length - at)));
            channel.runPendingTasks();
        }
        StringBuilder found = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            String text = out.toString(ISO_8859_1);
            out.release();
            if (text.startsWith("HTTP/1.1 ")) {
                found.append(text, 9, 12).append(' ');
            }
        }
        channel.finishAndReleaseAll();
        channel.checkException();
        return found.toString();
    }

    private static WebSite site() {
        LinkAcceptor acceptor = link -> new LinkHandler() {
            @Override
            public void onMessage(WampMessage message) {}

            @Override
            public void onViolation(ProtocolViolation violation) {
                link.close(LinkClose.PROTOCOL_ERROR);
            }

            @Override
            public void onClosed(String reason) {}
        };
        Map<String, PathService> paths = Map.of(
                "/", new PathService.Json("{}", true, true),
                "ws", PathService.WebSocket.of(Access.ANONYMOUS),
                "lp", PathService.LongPoll.of(Access.ANONYMOUS),
                "go", new PathService.Redirect("http://localhost/"),
                "n", new PathService.Nested(Map.of("m", new PathService.Json("[]", false, false))));
        return new WebSite(
                new Transport.Web(paths),
                TestServer.environment(
                        acceptor,
                        new DefaultEventLoopGroup(1),
                        new AdmissionControl(AdmissionLimits.DEFAULT),
                        Runnable::run,
                        Set.of()));
    }
}
