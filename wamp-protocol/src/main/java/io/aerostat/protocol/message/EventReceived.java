package io.aerostat.protocol.message;

/**
 * EVENT_RECEIVED {@code [337, publication]}: acknowledges an EVENT; an extension that we read and ignore (PS-13).
 */
public record EventReceived(long publication) implements WampMessage {
    public static final int CODE = 337;

    @Override
    public int code() {
        return CODE;
    }
}
