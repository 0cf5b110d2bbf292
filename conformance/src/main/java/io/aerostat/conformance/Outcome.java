package io.aerostat.conformance;

/** How a test ended. */
enum Outcome {
    PASS,
    FAIL,
    /** Skipped or aborted: it proves nothing. */
    NONE
}
