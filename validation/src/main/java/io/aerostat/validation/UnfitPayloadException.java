package io.aerostat.validation;

import io.aerostat.router.contract.PayloadFault;

/** Thrown when a payload has a value that JSON Schemas cannot describe. */
final class UnfitPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient PayloadFault fault;

    UnfitPayloadException(String path, String reason) {
        super(reason, null, false, false);
        this.fault = new PayloadFault(path, path + ": " + reason);
    }

    PayloadFault fault() {
        return fault;
    }
}
