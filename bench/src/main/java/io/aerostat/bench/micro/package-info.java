/**
 * JMH benchmarks of single steps of the router's data path: {@code java -jar bench.jar micro -prof gc}. The loads
 * measure the cost of a whole message; these benchmarks show the share of each step in this cost.
 */
@NullMarked
package io.aerostat.bench.micro;

import org.jspecify.annotations.NullMarked;
