package io.aerostat.client.fake;

import io.aerostat.protocol.message.WampMessage.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces codes of message types by names, or names by codes, at the beginning of messages in JSON. */
public final class MessageNames {
    private static final Pattern NAMES = Pattern.compile("^\\[([A-Z_]+)(?:(, ?)([A-Z_]+))?(?=[,\\]])");
    private static final Pattern CODES = Pattern.compile("^\\[(\\d+)(?=[,\\]])(?:(?<=\\[8)(, ?)(\\d+)(?=,))?");

    private MessageNames() {}

    /** Returns a message with codes: {@code [8,48,1,…]} for {@code [ERROR,CALL,1,…]}. */
    public static String toCodes(String message) {
        Matcher head = NAMES.matcher(message);
        if (!head.find()) {
            return message;
        }
        String request = head.group(3) == null ? "" : head.group(2) + code(head.group(3));
        return "[" + code(head.group(1)) + request + message.substring(head.end());
    }

    /** Returns a message with names: {@code [ERROR,CALL,1,…]} for {@code [8,48,1,…]}. Unknown codes stay. */
    public static String toNames(String message) {
        Matcher head = CODES.matcher(message);
        if (!head.find()) {
            return message;
        }
        String request = head.group(3) == null ? "" : head.group(2) + name(head.group(3));
        return "[" + name(head.group(1)) + request + message.substring(head.end());
    }

    private static int code(String name) {
        return Type.valueOf(name).code();
    }

    private static String name(String code) {
        Type type = Type.ofCode(Long.parseLong(code));
        return type == null ? code : type.name();
    }
}
