package io.aerostat.mqtt;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An MQTT client for tests, which sends single packets and returns those that arrive. */
final class MqttPeer implements AutoCloseable {
    private static final MultiThreadIoEventLoopGroup LOOPS =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private static final int SECONDS = 30;

    private final Channel channel;
    private final MqttVersion version;
    private final BlockingQueue<MqttMessage> arrived = new LinkedBlockingQueue<>();

    MqttPeer(int port, MqttVersion version) throws InterruptedException {
        this.version = version;
        channel = new Bootstrap()
                .group(LOOPS)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel created) {
                        created.pipeline().addLast(new MqttDecoder(1 << 20), MqttEncoder.INSTANCE, new Reader());
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
    }

    private final class Reader extends SimpleChannelInboundHandler<MqttMessage> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            // A payload on the heap needs no release.
            arrived.add(
                    message instanceof MqttPublishMessage publish
                            ? publish.replace(Unpooled.copiedBuffer(publish.payload()))
                            : message);
        }
    }

    static MqttPeer joined(int port, MqttVersion version, String clientId) throws InterruptedException {
        MqttPeer peer = new MqttPeer(port, version);
        MqttConnAckMessage answer = peer.connect(connect -> connect.clientId(clientId));
        if (answer.variableHeader().connectReturnCode().byteValue() != 0) {
            throw new AssertionError("refused: " + answer);
        }
        return peer;
    }

    MqttConnAckMessage connect(UnaryOperator<MqttMessageBuilders.ConnectBuilder> wishes) throws InterruptedException {
        send(wishes.apply(MqttMessageBuilders.connect()
                        .protocolVersion(version)
                        .cleanSession(true)
                        .keepAlive(60)
                        .clientId("peer"))
                .build());
        return next(MqttConnAckMessage.class);
    }

    void send(Object packet) {
        channel.writeAndFlush(packet).syncUninterruptibly();
    }

    void publish(String topic, String payload, int packetId) {
        publish(topic, payload, packetId, false, MqttProperties.NO_PROPERTIES);
    }

    void publish(String topic, String payload, int packetId, boolean retain, MqttProperties properties) {
        MqttQoS qos = packetId == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
        publish(topic, payload, packetId, qos, retain, properties);
    }

    void publish(String topic, String payload, int packetId, MqttQoS qos) {
        publish(topic, payload, packetId, qos, false, MqttProperties.NO_PROPERTIES);
    }

    private void publish(
            String topic, String payload, int packetId, MqttQoS qos, boolean retain, MqttProperties properties) {
        send(new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, false, qos, retain, 0),
                new MqttPublishVariableHeader(topic, packetId, properties),
                Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8)));
    }

    /** Subscribes, and returns the code of the answer. */
    int subscribe(String filter, MqttQoS qos) throws InterruptedException {
        return subscribe(filter, MqttSubscriptionOption.onlyFromQos(qos));
    }

    int subscribe(String filter, MqttSubscriptionOption option) throws InterruptedException {
        send(MqttMessageBuilders.subscribe()
                .messageId(7)
                .addSubscription(filter, option)
                .build());
        return next(MqttSubAckMessage.class).payload().reasonCodes().get(0);
    }

    List<Short> unsubscribe(String filter) throws InterruptedException {
        send(MqttMessageBuilders.unsubscribe()
                .messageId(8)
                .addTopicFilter(filter)
                .build());
        return next(MqttUnsubAckMessage.class).payload().unsubscribeReasonCodes();
    }

    void acknowledge(int packetId) {
        send(new MqttMessage(
                new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
                MqttMessageIdVariableHeader.from(packetId)));
    }

    /** Returns the next packet, which must be of this type. */
    <T> T next(Class<T> type) throws InterruptedException {
        MqttMessage packet = arrived.poll(SECONDS, TimeUnit.SECONDS);
        if (packet == null) {
            throw new AssertionError("found no packet (expected " + type.getSimpleName() + ")");
        }
        if (!type.isInstance(packet)) {
            throw new AssertionError(
                    "found " + packet + " (expected " + type.getSimpleName() + ")",
                    packet.decoderResult().cause());
        }
        return type.cast(packet);
    }

    /** Returns the text of the next packet, which must be a PUBLISH, in the form {@code topic text}. */
    String nextMessage() throws InterruptedException {
        return text(next(MqttPublishMessage.class));
    }

    static String text(MqttPublishMessage message) {
        return message.variableHeader().topicName() + " " + message.payload().toString(StandardCharsets.UTF_8);
    }

    /** Returns the reason code of the next packet, which must be a DISCONNECT. */
    int nextDisconnect() throws InterruptedException {
        MqttMessage packet = next(MqttMessage.class);
        if (packet.fixedHeader().messageType() != MqttMessageType.DISCONNECT) {
            throw new AssertionError("found " + packet + " (expected DISCONNECT)");
        }
        return ((MqttReasonCodeAndPropertiesVariableHeader) packet.variableHeader()).reasonCode() & 0xFF;
    }

    boolean hasPackets() {
        return !arrived.isEmpty();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Breaks the connection without DISCONNECT. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
