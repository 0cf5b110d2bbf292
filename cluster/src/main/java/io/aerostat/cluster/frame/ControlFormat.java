package io.aerostat.cluster.frame;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.ControlFrame.Announcement;
import io.aerostat.cluster.frame.ControlFrame.Hello;
import io.aerostat.cluster.frame.ControlFrame.LinkBeat;
import io.aerostat.cluster.frame.ControlFrame.LinkEnd;
import io.aerostat.cluster.frame.ControlFrame.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** Writes and reads messages about links. Any thread. */
public final class ControlFormat {
    private static final int ANNOUNCEMENT = 1;
    private static final int HELLO = 2;
    private static final int REFUSAL = 3;
    private static final int LINK_BEAT = 4;
    private static final int LINK_END = 5;

    private ControlFormat() {}

    /** Returns the bytes of a message. */
    public static byte[] bytes(ControlFrame frame) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            if (frame instanceof Announcement announcement) {
                packer.packMapHeader(8);
                identity(packer, ANNOUNCEMENT, announcement.from());
                packer.packString("joining").packBoolean(announcement.joining());
            } else if (frame instanceof Hello hello) {
                packer.packMapHeader(10);
                identity(packer, HELLO, hello.from());
                packer.packString("key").packLong(hello.key());
                packer.packString("echo").packLong(hello.echo());
                packer.packString("up").packBoolean(hello.isUp());
            } else if (frame instanceof Refusal refusal) {
                packer.packMapHeader(10);
                identity(packer, REFUSAL, refusal.from());
                packer.packString("to").packString(refusal.to().text());
                packer.packString("to_boot").packLong(refusal.boot());
                packer.packString("reason").packString(shortened(refusal.reason()));
            } else if (frame instanceof LinkBeat beat) {
                packer.packMapHeader(5);
                packer.packString("type").packInt(LINK_BEAT);
                packer.packString("node").packString(beat.from().text());
                packer.packString("echo").packLong(beat.to());
                packer.packString("key").packLong(beat.key());
                packer.packString("received").packLong(beat.received());
            } else if (frame instanceof LinkEnd end) {
                packer.packMapHeader(3);
                packer.packString("type").packInt(LINK_END);
                packer.packString("echo").packLong(end.to());
                packer.packString("leaving").packBoolean(end.leaving());
            } else {
                throw new AssertionError(frame);
            }
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the output is a buffer in memory
        }
    }

    /** Writes the seven fields with which every message about a whole node begins. */
    private static void identity(MessageBufferPacker packer, int type, NodeIdentity from) throws IOException {
        packer.packString("type").packInt(type);
        packer.packString("cluster").packString(from.cluster());
        packer.packString("node").packString(from.node().text());
        packer.packString("boot").packLong(from.boot());
        packer.packString("major").packInt(from.version().major());
        packer.packString("minor").packInt(from.version().minor());
        packer.packString("lanes").packInt(from.lanes());
    }

    private static String shortened(String reason) {
        return reason.length() <= Refusal.LONGEST_REASON / 4 ? reason : reason.substring(0, Refusal.LONGEST_REASON / 4);
    }

    /**
     * Reads a message.
     *
     * @throws MalformedFrameException if the bytes are not a message about links
     */
    public static ControlFrame read(byte[] bytes) throws MalformedFrameException {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            Fields fields = new Fields();
            int members = unpacker.unpackMapHeader();
            for (int i = 0; i < members; i++) {
                fields.read(text(unpacker, 16, bytes.length), unpacker, bytes.length);
            }
            return fields.frame();
        } catch (IOException | MessagePackException | IllegalArgumentException | ArithmeticException e) {
            throw new MalformedFrameException("found " + bytes.length + " bytes (expected a message about links)", e);
        }
    }

    private static String text(MessageUnpacker unpacker, int longest, int available) throws IOException {
        int length = unpacker.unpackRawStringHeader();
        if (length > longest || length > available) {
            throw new IllegalArgumentException(
                    "found a text of " + length + " bytes (expected " + longest + " at most)");
        }
        return new String(unpacker.readPayload(length), StandardCharsets.UTF_8);
    }

    /** The fields of one message, in any order. Confined to one call. */
    private static final class Fields {
        private static final int LONGEST_NODE = 64;

        private int type;
        private String cluster = "";
        private String node = "";
        private String to = "";
        private String reason = "";
        private long boot;
        private long toBoot;
        private int major;
        private int minor;
        private int lanes;
        private long key;
        private long echo;
        private long received;
        private boolean flag;

        void read(String name, MessageUnpacker unpacker, int available) throws IOException {
            switch (name) {
                case "type" -> type = unpacker.unpackInt();
                case "cluster" -> cluster = text(unpacker, NodeIdentity.LONGEST_CLUSTER, available);
                case "node" -> node = text(unpacker, LONGEST_NODE, available);
                case "boot" -> boot = unpacker.unpackLong();
                case "major" -> major = unpacker.unpackInt();
                case "minor" -> minor = unpacker.unpackInt();
                case "lanes" -> lanes = unpacker.unpackInt();
                case "joining", "up", "leaving" -> flag = unpacker.unpackBoolean();
                case "key" -> key = unpacker.unpackLong();
                case "echo" -> echo = unpacker.unpackLong();
                case "to" -> to = text(unpacker, LONGEST_NODE, available);
                case "to_boot" -> toBoot = unpacker.unpackLong();
                case "reason" -> reason = text(unpacker, Refusal.LONGEST_REASON, available);
                case "received" -> received = unpacker.unpackLong();
                default -> unpacker.skipValue();
            }
        }

        ControlFrame frame() {
            return switch (type) {
                case ANNOUNCEMENT -> new Announcement(identity(), flag);
                case HELLO -> new Hello(identity(), known(key, "key"), echo, flag);
                case REFUSAL -> new Refusal(identity(), new NodeId(to), toBoot, reason);
                case LINK_BEAT -> new LinkBeat(new NodeId(node), known(echo, "echo"), known(key, "key"), received);
                case LINK_END -> new LinkEnd(known(echo, "echo"), flag);
                default -> throw new IllegalArgumentException("type: found " + type + " (expected 1 to 5)");
            };
        }

        private NodeIdentity identity() {
            return new NodeIdentity(
                    cluster, new NodeId(node), known(boot, "boot"), new ProtocolVersion(major, minor), lanes);
        }

        private static long known(long value, String name) {
            if (value == 0) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return value;
        }
    }
}
