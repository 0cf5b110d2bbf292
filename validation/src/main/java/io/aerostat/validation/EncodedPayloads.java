package io.aerostat.validation;

/** The treatment of a payload in passthru mode, which the router cannot read, if its URI has a schema. */
public enum EncodedPayloads {
    /** The message is refused. */
    REFUSE,
    /** The message passes unchecked. */
    ACCEPT
}
