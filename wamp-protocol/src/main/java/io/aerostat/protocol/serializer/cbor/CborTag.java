package io.aerostat.protocol.serializer.cbor;

/** The CBOR tags that this project interprets (RFC 8949 §3.4, IANA registry of CBOR tags). */
final class CborTag {
    static final long NONE = -1;
    /** Means that a value has a tag that cannot be ignored, followed by another tag. */
    static final long SEVERAL = -2;

    static final long DATE_TIME = 0;
    static final long EPOCH = 1;
    static final long POSITIVE_BIG_INTEGER = 2;
    static final long NEGATIVE_BIG_INTEGER = 3;
    static final long DECIMAL = 4;
    static final long UUID = 37;
    static final long EPOCH_DAY = 100;

    private static final long SELF_DESCRIBED = 55_799;
    private static final long BASE64_URL_LATER = 21;
    private static final long BASE16_LATER = 23;
    private static final long ENCODED_CBOR = 24;
    private static final long URI = 32;
    private static final long BASE64 = 34;
    private static final long MIME = 36;
    private static final long OCTETS = 64;
    private static final long CLAMPED_OCTETS = 68;
    private static final long SET = 258;
    private static final long MAP = 259;
    private static final long DATE = 1004;

    private CborTag() {}

    /** Checks whether a tag can be ignored. For example, a set is then read as a list, and a URI as a text. */
    static boolean isTransparent(long tag) {
        return tag == NONE
                || tag >= BASE64_URL_LATER && tag <= BASE16_LATER
                || tag == ENCODED_CBOR
                || tag >= URI && tag <= BASE64
                || tag == MIME
                || tag == OCTETS
                || tag == CLAMPED_OCTETS
                || tag == SET
                || tag == MAP
                || tag == DATE
                || tag == SELF_DESCRIBED;
    }
}
