package io.aerostat.validation;

/** Thrown when the check of a payload takes too many steps. */
final class CostlyCheckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CostlyCheckException(String message) {
        super(message, null, false, false);
    }
}
