package io.aerostat.mqtt.packet;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of one MQTT client: reads and writes packets. Confined to the loop of the channel. */
public final class MqttConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

    /** The largest CONNECT: a client that is not authenticated yet must not fill the memory. */
    private static final int LARGEST_CONNECT = 128 * 1024;

    private static final int LONGEST_CLIENT_ID = 65_535;
    private static final int CLOSE_SECONDS = 5;
    private static final String DECODER = "mqtt-decoder";

    private final Channel channel;
    private final int maxPacketSize;
    private final PacketHandler handler;
    private final Future<?> deadline;
    private boolean isBridge;
    private boolean flushQueued;
    private boolean owesPong;
    private boolean paused;
    private boolean stopped;
    private boolean ended;
    private @Nullable String reason;

    private MqttConnection(
            Channel channel,
            int maxPacketSize,
            Duration handshakeTimeout,
            Function<MqttConnection, PacketHandler> handler) {
        this.channel = channel;
        this.maxPacketSize = maxPacketSize;
        this.handler = handler.apply(this);
        this.deadline = channel.eventLoop()
                .schedule(this.handler::onNoConnect, handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Adds the handlers of a new connection to the end of a pipeline. */
    public static void install(
            ChannelPipeline pipeline,
            int maxPacketSize,
            Duration handshakeTimeout,
            Function<MqttConnection, PacketHandler> handler) {
        MqttConnection connection = new MqttConnection(pipeline.channel(), maxPacketSize, handshakeTimeout, handler);
        pipeline.addLast(new BridgeMark(() -> connection.isBridge = true));
        pipeline.addLast(DECODER, new MqttDecoder(Math.min(maxPacketSize, LARGEST_CONNECT), LONGEST_CLIENT_ID));
        pipeline.addLast(MqttEncoder.INSTANCE);
        pipeline.addLast(connection);
    }

    public EventLoop loop() {
        return channel.eventLoop();
    }

    /** Checks whether the client is a broker that forwards the messages of its own clients. */
    public boolean isBridge() {
        return isBridge;
    }

    /** Called when the client has sent CONNECT in time. */
    public void connectArrived() {
        deadline.cancel(false);
    }

    /**
     * Called when the client has joined: from now on, its packets may be larger, and the keep alive limits its silence.
     */
    public void accept(int keepAliveSeconds) {
        channel.pipeline().replace(DECODER, DECODER, new MqttDecoder(maxPacketSize, LONGEST_CLIENT_ID));
        if (keepAliveSeconds > 0) {
            long silence = keepAliveSeconds * 1500L;
            channel.pipeline().addBefore(DECODER, null, new IdleStateHandler(silence, 0, 0, TimeUnit.MILLISECONDS));
        }
    }

    /** Queues a packet; all packets of a turn of the loop are flushed together. */
    public void write(MqttMessage packet) {
        if (stopped) {
            ReferenceCountUtil.release(packet);
            return;
        }
        channel.write(packet, channel.voidPromise());
        if (!flushQueued) {
            flushQueued = true;
            loop().execute(this::flush);
        }
    }

    /** Answers PINGREQ once the client has read earlier packets, so that answers do not fill the memory. */
    public void pong() {
        owesPong = !channel.isWritable();
        if (!owesPong) {
            write(Packets.pong());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (owesPong) {
            pong();
        }
        context.fireChannelWritabilityChanged();
    }

    /** Passes the queued packets to the operating system. */
    public void flush() {
        flushQueued = false;
        channel.flush();
    }

    /** Returns the number of queued bytes that the operating system has not accepted yet. */
    public long pendingBytes() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        return out == null ? 0 : out.totalPendingWriteBytes();
    }

    /** Checks whether queued packets have not been flushed yet. */
    public boolean isFlushQueued() {
        return flushQueued;
    }

    public void pauseReading() {
        paused = true;
        channel.config().setAutoRead(false);
    }

    public void resumeReading() {
        paused = false;
        channel.config().setAutoRead(true);
    }

    /** Ignores all further packets, and closes the connection when the queued packets have been written. Idempotent. */
    public void close(String why) {
        if (stopped) {
            return;
        }
        stopped = true;
        reason = why;
        deadline.cancel(false);
        channel.config().setAutoRead(true);
        Future<?> latest = loop().schedule((Runnable) channel::close, CLOSE_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> latest.cancel(false));
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (stopped || !(message instanceof MqttMessage packet)) {
                return;
            }
            if (packet.decoderResult().isFailure()) {
                handler.onMalformed(packet, packet.decoderResult().cause());
            } else {
                handler.onPacket(packet);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            if (!paused && !stopped) {
                handler.onSilence();
            }
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            context.close(); // A client that sends nothing more has left, because it cannot send DISCONNECT.
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!ended) {
            ended = true;
            stopped = true;
            deadline.cancel(false);
            handler.onClosed(reason == null ? "the connection was lost" : reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean isLost = cause instanceof IOException || cause.getCause() instanceof IOException;
        if (isLost) {
            LOG.debug("connection lost: {}", channel.remoteAddress(), cause);
        } else {
            LOG.error("a bug ends the connection: {}", channel.remoteAddress(), cause);
        }
        if (reason == null) {
            reason = "the connection was lost: " + cause.getMessage();
        }
        context.close();
    }
}
