package io.aerostat.router.web.cgi;

import io.aerostat.router.web.exchange.Exchange;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The variables that describe a request to a script (RFC 3875 §4.1). Stateless; any thread. */
final class CgiVariables {
    /**
     * Headers that do not become {@code HTTP_} variables: headers with another variable, headers that concern the
     * connection, and {@code Proxy}, which would set the proxy of the script's own requests.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "content-type",
            "content-length",
            "authorization",
            "proxy-authorization",
            "proxy",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private CgiVariables() {}

    /**
     * Returns the variables.
     *
     * @param segments the segments of the path that lead to the script, and the segments after them
     */
    static Map<String, String> of(Exchange exchange, Script script, List<String> segments, String folderPath) {
        Map<String, String> variables = new HashMap<>();
        exchange.headers().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!LEFT_OUT.contains(name) && name.matches("[a-z0-9-]+")) {
                String separator = name.equals("cookie") ? "; " : ", ";
                variables.merge(
                        "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_'),
                        printable(header.getValue()),
                        (first, more) -> first + separator + more);
            }
        });
        variables.put("GATEWAY_INTERFACE", "CGI/1.1");
        variables.put("SERVER_SOFTWARE", "Aerostat");
        variables.put("SERVER_PROTOCOL", exchange.protocol());
        variables.put("REQUEST_METHOD", exchange.request().method().name());
        variables.put("REQUEST_URI", exchange.request().uri());
        String query = exchange.rawQuery();
        variables.put("QUERY_STRING", query.isEmpty() ? "" : query.substring(1));
        variables.put("SCRIPT_NAME", folderPath + "/" + String.join("/", segments.subList(0, script.depth())));
        variables.put("SCRIPT_FILENAME", script.file().toString());
        variables.put("REDIRECT_STATUS", "200"); // PHP refuses to run without it.
        List<String> rest = segments.subList(script.depth(), segments.size());
        variables.put("PATH_INFO", rest.isEmpty() ? "" : "/" + String.join("/", rest));
        addServer(variables, exchange.source().host(), exchange.source().isEncrypted());
        String client = exchange.source().address();
        variables.put("REMOTE_ADDR", client);
        variables.put("REMOTE_HOST", client);
        if (exchange.body().length > 0) {
            variables.put("CONTENT_LENGTH", String.valueOf(exchange.body().length));
        }
        String type = exchange.headers().get(HttpHeaderNames.CONTENT_TYPE);
        if (type != null) {
            variables.put("CONTENT_TYPE", printable(type));
        }
        return variables;
    }

    private static void addServer(Map<String, String> variables, String host, boolean isEncrypted) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        variables.put("SERVER_NAME", printable(hasPort ? host.substring(0, colon) : host));
        variables.put("SERVER_PORT", hasPort ? printable(host.substring(colon + 1)) : isEncrypted ? "443" : "80");
        if (isEncrypted) {
            variables.put("HTTPS", "on");
        }
    }

    /** Returns a text without characters that no environment variable can have. */
    private static String printable(String value) {
        return value.replaceAll("[^ -~]", "?");
    }
}
