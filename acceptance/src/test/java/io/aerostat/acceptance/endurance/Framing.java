package io.aerostat.acceptance.endurance;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How WAMP in JSON travels over a socket, framed by hand. Stateless. */
enum Framing {
    RAW_SOCKET {
        @Override
        void open(DataInputStream in, OutputStream out) throws IOException {
            out.write(new byte[] {0x7F, (byte) 0xF1, 0, 0});
            int answer = in.readInt();
            if ((answer & 0x000F_0000) == 0) {
                throw new Refused("error octet " + (answer >>> 20 & 0xF));
            }
        }

        @Override
        Frame read(DataInputStream in) throws IOException {
            int header = in.readInt();
            byte[] octets = new byte[header & 0x00FF_FFFF];
            in.readFully(octets);
            return new Frame(Kind.values()[header >>> 24], octets);
        }

        @Override
        byte[] frame(Kind kind, byte[] octets) {
            return ByteBuffer.allocate(4 + octets.length)
                    .putInt(kind.ordinal() << 24 | octets.length)
                    .put(octets)
                    .array();
        }
    },

    WEB_SOCKET {
        @Override
        void open(DataInputStream in, OutputStream out) throws IOException {
            out.write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                            + "Sec-WebSocket-Protocol: wamp.2.json\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            if (!head.toString().startsWith("HTTP/1.1 101 ")) {
                throw new Refused(head.toString());
            }
        }

        @Override
        Frame read(DataInputStream in) throws IOException {
            int opcode = in.readUnsignedByte() & 0x0F;
            long length = in.readUnsignedByte();
            length = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
            byte[] octets = new byte[Math.toIntExact(length)];
            in.readFully(octets);
            return switch (opcode) {
                case 1 -> new Frame(Kind.MESSAGE, octets);
                case 8 -> throw new EOFException("the router has closed the WebSocket");
                case 9 -> new Frame(Kind.PING, octets);
                default -> new Frame(Kind.PONG, octets);
            };
        }

        @Override
        byte[] frame(Kind kind, byte[] octets) {
            int opcode = switch (kind) {
                case MESSAGE -> 1;
                case PING -> 9;
                case PONG -> 10;
            };
            ByteBuffer frame = ByteBuffer.allocate(14 + octets.length).put((byte) (0x80 | opcode));
            if (octets.length < 126) {
                frame.put((byte) (0x80 | octets.length));
            } else if (octets.length < 1 << 16) {
                frame.put((byte) (0x80 | 126)).putShort((short) octets.length);
            } else {
                frame.put((byte) (0x80 | 127)).putLong(octets.length);
            }
            // A mask of zeros is a mask.
            frame.putInt(0).put(octets).flip();
            byte[] whole = new byte[frame.remaining()];
            frame.get(whole);
            return whole;
        }
    };

    /** What a frame carries, in the order of their numbers in RawSocket. */
    enum Kind {
        MESSAGE,
        PING,
        PONG
    }

    /** One of them, whole. */
    record Frame(Kind kind, byte[] octets) {}

    /** The router's no to a connection, before any WAMP. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String answer) {
            super(answer);
        }
    }

    /** The handshake, from the first octet of this side to the last of the other. */
    abstract void open(DataInputStream in, OutputStream out) throws IOException;

    abstract Frame read(DataInputStream in) throws IOException;

    abstract byte[] frame(Kind kind, byte[] octets);
}
