package io.aerostat.conformance;

/** How a test ended. */
enum Outcome {
    PASS,
    FAIL,
    /** The test was skipped or aborted, and proves nothing. */
    NONE
}
