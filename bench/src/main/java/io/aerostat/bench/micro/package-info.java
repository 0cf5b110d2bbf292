/**
 * JMH benchmarks of single steps of the router's data path: {@code java -jar bench.jar micro -prof gc}. What a whole message costs is the business of
 * the loads; these tell where it goes.
 */
@NullMarked
package io.aerostat.bench.micro;

import org.jspecify.annotations.NullMarked;
