package io.aerostat.bench.load;

import java.io.IOException;

/** One load on one router, run once. */
interface Load {
    /** Returns the row, which the run may still mark as failed. */
    Row run() throws IOException;
}
