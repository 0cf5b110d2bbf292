package io.aerostat.protocol.negotiation;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The permessage-deflate parameters that a server and a client have negotiated (RFC 7692 §7.1).
 *
 * @param serverNoContextTakeover whether the server compresses each message independently of earlier ones
 * @param clientNoContextTakeover whether the client compresses each message independently of earlier ones
 * @param serverMaxWindowBits the size of the server's window, or 0 if neither end limits it; a size below 15 reduces
 *     the compression, because the JDK has only the largest window
 * @param clientMaxWindowBits the size of the client's window that the server requests, or 0 if it requests none
 */
public record PerMessageDeflate(
        boolean serverNoContextTakeover,
        boolean clientNoContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits) {
    /** The name of the extension in an opening request. */
    public static final String EXTENSION = "permessage-deflate";

    /** The largest window size that the extension supports, as a power of two. */
    public static final int LARGEST_WINDOW = 15;

    private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
    private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";
    private static final int SMALLEST_WINDOW = 8;

    /**
     * The preferences of a server in the negotiation.
     *
     * @param requestNoContextTakeover whether the client must compress each message independently, which saves the
     *     server memory
     * @param requestMaxWindowBits the largest window size of the client, from 8 to 15, or 0 for any; a small window
     *     saves the server memory
     * @param noContextTakeover whether the server compresses each message independently even if the client does not
     *     request that
     * @param maxWindowBits the largest window size of the server, from 8 to 15, which saves the client memory; 0 for
     *     the size that the client requests
     * @param level the compression level, from 1 (fast) to 9 (small)
     */
    public record Options(
            boolean requestNoContextTakeover,
            int requestMaxWindowBits,
            boolean noContextTakeover,
            int maxWindowBits,
            int level) {
        public static final Options DEFAULT = new Options(false, 0, false, 0, 6);

        public Options {
            checkWindow(requestMaxWindowBits);
            checkWindow(maxWindowBits);
            if (level < 1 || level > 9) {
                throw new IllegalArgumentException("compression level: found " + level + " (expected 1 to 9)");
            }
        }

        private static void checkWindow(int bits) {
            if (bits != 0 && (bits < SMALLEST_WINDOW || bits > LARGEST_WINDOW)) {
                throw new IllegalArgumentException("window bits: found " + bits + " (expected 0, or 8 to 15)");
            }
        }
    }

    /**
     * Returns the parameters for the first offer of the client that the server can accept and that meets the server's
     * preferences; empty if there is none.
     */
    public static Optional<PerMessageDeflate> negotiate(List<String> headers, Options options) {
        for (String header : headers) {
            for (String offer : header.split(",", -1)) {
                Optional<PerMessageDeflate> agreed = accept(offer, options);
                if (agreed.isPresent()) {
                    return agreed;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<PerMessageDeflate> accept(String offer, Options options) {
        String[] parts = offer.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase(EXTENSION)) {
            return Optional.empty();
        }
        boolean serverAlone = options.noContextTakeover();
        boolean clientAlone = options.requestNoContextTakeover();
        int serverWindow = options.maxWindowBits() == LARGEST_WINDOW ? 0 : options.maxWindowBits();
        boolean clientWindowOffered = false;
        int clientWindow = LARGEST_WINDOW;
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            String name = parameter[0].strip().toLowerCase(Locale.ROOT);
            String value = parameter.length == 2 ? unquoted(parameter[1].strip()) : "";
            if (!seen.add(name)) {
                return Optional.empty();
            }
            boolean flag = parameter.length == 1;
            int bits = windowBits(value);
            switch (name) {
                case SERVER_NO_CONTEXT_TAKEOVER -> serverAlone = true;
                case CLIENT_NO_CONTEXT_TAKEOVER -> clientAlone = true;
                case SERVER_MAX_WINDOW_BITS -> {
                    if (bits < 0) {
                        return Optional.empty();
                    }
                    serverWindow = serverWindow == 0 ? bits : Math.min(serverWindow, bits);
                }
                case CLIENT_MAX_WINDOW_BITS -> {
                    if (!flag && bits < 0) {
                        return Optional.empty();
                    }
                    clientWindowOffered = true;
                    clientWindow = flag ? LARGEST_WINDOW : bits;
                }
                default -> {
                    return Optional.empty();
                }
            }
            if (name.endsWith("takeover") && !flag) {
                return Optional.empty();
            }
        }
        int wanted = options.requestMaxWindowBits();
        if (wanted != 0 && !clientWindowOffered) {
            return Optional.empty();
        }
        return Optional.of(new PerMessageDeflate(
                serverAlone, clientAlone, serverWindow, wanted == 0 ? 0 : Math.min(wanted, clientWindow)));
    }

    /**
     * Reads a server's answer to a client that has offered the extension without parameters (RFC 7692 §7.1). Returns
     * empty if the header is not a valid answer.
     *
     * @param header the header of the response
     */
    public static Optional<PerMessageDeflate> agreed(String header) {
        String[] parts = header.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase(EXTENSION)) {
            return Optional.empty();
        }
        boolean serverAlone = false;
        boolean clientAlone = false;
        int serverWindow = 0;
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            String name = parameter[0].strip().toLowerCase(Locale.ROOT);
            boolean flag = parameter.length == 1;
            int bits = flag ? -1 : windowBits(unquoted(parameter[1].strip()));
            if (!seen.add(name)) {
                return Optional.empty();
            } else if (name.equals(SERVER_NO_CONTEXT_TAKEOVER) && flag) {
                serverAlone = true;
            } else if (name.equals(CLIENT_NO_CONTEXT_TAKEOVER) && flag) {
                clientAlone = true;
            } else if (name.equals(SERVER_MAX_WINDOW_BITS) && bits > 0) {
                serverWindow = bits; // the largest window can read the data of any window
            } else {
                return Optional.empty(); // not offered, because the JDK has no smaller window
            }
        }
        return Optional.of(new PerMessageDeflate(serverAlone, clientAlone, serverWindow, 0));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Returns a number from 8 to 15, or -1 if the value has any other form. */
    private static int windowBits(String value) {
        for (int bits = SMALLEST_WINDOW; bits <= LARGEST_WINDOW; bits++) {
            if (value.equals(Integer.toString(bits))) {
                return bits;
            }
        }
        return -1;
    }

    /** Returns the value of the {@code Sec-WebSocket-Extensions} header in the server's response. */
    public String header() {
        StringBuilder header = new StringBuilder(EXTENSION);
        if (serverNoContextTakeover) {
            header.append("; ").append(SERVER_NO_CONTEXT_TAKEOVER);
        }
        if (clientNoContextTakeover) {
            header.append("; ").append(CLIENT_NO_CONTEXT_TAKEOVER);
        }
        if (serverMaxWindowBits != 0) {
            header.append("; ").append(SERVER_MAX_WINDOW_BITS).append('=').append(serverMaxWindowBits);
        }
        if (clientMaxWindowBits != 0) {
            header.append("; ").append(CLIENT_MAX_WINDOW_BITS).append('=').append(clientMaxWindowBits);
        }
        return header.toString();
    }
}
