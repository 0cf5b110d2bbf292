package io.aerostat.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes UBJSON draft 12: numbers are big-endian, and byte arrays are arrays of the type U. */
final class UbjsonCodec implements Codec {

    @Override
    public byte[] encode(@Nullable Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, value);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, @Nullable Object value) {
        if (value == null) {
            out.write('Z');
        } else if (value instanceof Boolean truth) {
            out.write(truth ? 'T' : 'F');
        } else if (value instanceof Integer || value instanceof Long) {
            writeInteger(out, ((Number) value).longValue());
        } else if (value instanceof BigInteger integer) {
            out.write('H');
            writeText(out, integer.toString());
        } else if (value instanceof Double number) {
            out.write('D');
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof String text) {
            out.write('S');
            writeText(out, text);
        } else if (value instanceof byte[] bytes) {
            out.writeBytes(new byte[] {'[', '$', 'U', '#'});
            writeInteger(out, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof List<?> list) {
            out.write('[');
            list.forEach(item -> write(out, item));
            out.write(']');
        } else if (value instanceof Map<?, ?> map) {
            out.write('{');
            map.forEach((key, item) -> {
                writeText(out, (String) key);
                write(out, item);
            });
            out.write('}');
        } else {
            throw new IllegalArgumentException("found a " + value.getClass().getName() + " (expected a value of WAMP)");
        }
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        writeInteger(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void writeInteger(ByteArrayOutputStream out, long value) {
        if (value == (byte) value) {
            out.write('i');
            out.write((int) value);
        } else if (value >= 0 && value <= 255) {
            out.write('U');
            out.write((int) value);
        } else if (value == (short) value) {
            out.write('I');
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
        } else if (value == (int) value) {
            out.write('l');
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) value).array());
        } else {
            out.write('L');
            out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        }
    }

    @Override
    public @Nullable Object decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Object value = read(in, type(in));
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("found " + in.remaining() + " bytes after the value (expected none)");
        }
        return value;
    }

    private static char type(ByteBuffer in) {
        char type = (char) in.get();
        return type == 'N' ? type(in) : type;
    }

    private static @Nullable Object read(ByteBuffer in, char type) {
        return switch (type) {
            case 'Z' -> null;
            case 'T' -> true;
            case 'F' -> false;
            case 'i', 'U', 'I', 'l', 'L' -> readInteger(in, type);
            case 'd' -> (double) in.getFloat();
            case 'D' -> in.getDouble();
            case 'H' -> number(readText(in));
            case 'C' -> String.valueOf((char) in.get());
            case 'S' -> readText(in);
            case '[' -> readArray(in);
            case '{' -> readObject(in);
            default -> throw new IllegalArgumentException("found the type '" + type + "' (expected one of UBJSON)");
        };
    }

    private static @Nullable Object number(String text) {
        return text.matches("-?\\d+")
                ? Values.normal(new BigInteger(text))
                : (Object) new BigDecimal(text).doubleValue();
    }

    private static long readInteger(ByteBuffer in, char type) {
        return switch (type) {
            case 'i' -> in.get();
            case 'U' -> in.get() & 0xFF;
            case 'I' -> in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            default -> throw new IllegalArgumentException("found the type '" + type + "' (expected an integer)");
        };
    }

    private static String readText(ByteBuffer in) {
        byte[] bytes = new byte[Math.toIntExact(readInteger(in, type(in)))];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }

    private static Object readArray(ByteBuffer in) {
        Container container = Container.begin(in);
        if (container.type == 'U' && container.count >= 0) {
            byte[] bytes = new byte[container.count];
            in.get(bytes);
            return bytes;
        }
        List<@Nullable Object> list = new ArrayList<>();
        while (container.more(in, ']', list.size())) {
            list.add(read(in, container.type == 0 ? type(in) : container.type));
        }
        return list;
    }

    private static Map<String, @Nullable Object> readObject(ByteBuffer in) {
        Container container = Container.begin(in);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (container.more(in, '}', map.size())) {
            map.put(readText(in), read(in, container.type == 0 ? type(in) : container.type));
        }
        return map;
    }

    /**
     * The beginning of an array or object.
     *
     * @param type the type of all items, or 0 if each item has a type of its own
     * @param count the number of items, or -1 if unknown
     */
    private record Container(char type, int count) {

        static Container begin(ByteBuffer in) {
            char type = 0;
            if (in.get(in.position()) == '$') {
                in.get();
                type = (char) in.get();
            }
            int count = -1;
            if (in.get(in.position()) == '#') {
                in.get();
                count = Math.toIntExact(readInteger(in, (char) in.get()));
            }
            return new Container(type, count);
        }

        boolean more(ByteBuffer in, char end, int size) {
            if (count >= 0) {
                return size < count;
            }
            while (in.get(in.position()) == 'N') {
                in.get();
            }
            if (in.get(in.position()) == end) {
                in.get();
                return false;
            }
            return true;
        }
    }
}
