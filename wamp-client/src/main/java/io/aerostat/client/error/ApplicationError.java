package io.aerostat.client.error;

import io.aerostat.client.value.Arguments;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ERROR, with which a router or callee refuses one request. A handler that throws an ApplicationError answers its
 * caller with exactly this error (RPC-5, RPC-6).
 */
public sealed class ApplicationError extends WampException permits TooManyRequests {
    private static final long serialVersionUID = 1L;

    private final String uri;
    private final transient @Nullable Arguments arguments;

    /** Makes an error with positional arguments. */
    public ApplicationError(String uri, @Nullable Object... args) {
        this(
                uri,
                Arguments.of(
                        new PayloadValues(ValueMapper.DEFAULT.toWampList(Arrays.asList(args)), Map.of()),
                        ValueMapper.DEFAULT));
    }

    /** Makes an error with the arguments of another error. */
    public ApplicationError(String uri, Arguments arguments) {
        super(message(uri, arguments));
        this.uri = uri;
        this.arguments = arguments;
    }

    /** Creates an error with positional and keyword arguments. */
    public static ApplicationError of(
            String uri, List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs) {
        ValueMapper mapper = ValueMapper.DEFAULT;
        return new ApplicationError(
                uri, Arguments.of(new PayloadValues(mapper.toWampList(args), mapper.toWampDictionary(kwargs)), mapper));
    }

    /**
     * Makes the error that a router or callee has sent: a {@link TooManyRequests} if the URI is that of a rate limit,
     * otherwise a plain ApplicationError.
     */
    public static ApplicationError received(String uri, Arguments arguments) {
        return uri.equals(ErrorUris.TOO_MANY_REQUESTS)
                ? new TooManyRequests(arguments)
                : new ApplicationError(uri, arguments);
    }

    /** Returns the error URI, such as {@code wamp.error.no_such_procedure}. */
    public String uri() {
        return uri;
    }

    /** Returns the arguments of the error. Java serialization does not preserve them. */
    public Arguments arguments() {
        return arguments == null ? Arguments.EMPTY : arguments;
    }

    /** Returns the positional arguments. */
    public List<@Nullable Object> args() {
        return arguments().args();
    }

    /** Returns the keyword arguments. */
    public Map<String, @Nullable Object> kwargs() {
        return arguments().kwargs();
    }

    /** By convention the first argument is a text for people. */
    private static String message(String uri, Arguments arguments) {
        return arguments.size() > 0 && arguments.args().get(0) instanceof String text ? uri + ": " + text : uri;
    }
}
