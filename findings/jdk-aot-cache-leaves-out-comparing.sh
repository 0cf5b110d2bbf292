#!/usr/bin/env bash
# The ahead-of-time cache of JDK 25 keeps the lambdas of a program, but not those of Comparator.comparing.
#
# Guess: after a training run that sorts, a start with the cache makes no class for a lambda: the cache contains all
# lambdas of the program and of the JDK that were linked in the training run.
# Seen: Comparator.comparing and similar methods make serializable lambdas, which are linked by
# LambdaMetafactory.altMetafactory. The cache contains only lambdas of LambdaMetafactory.metafactory. So each start
# makes the classes of serializable lambdas again, and classes of method handles for them: in a larger program, ten
# classes for two such sorts. If the program writes the comparison itself as a lambda, its class comes from the cache.
#
# JDK25_HOME names the JDK.
set -euo pipefail
java=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >Sort.java <<'JAVA'
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

class Sort {
    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(List.of("pear", "fig", "banana"));
        if (arguments[0].equals("comparing")) {
            words.sort(Comparator.comparing(word -> word.length()));
        } else {
            words.sort((one, other) -> Integer.compare(one.length(), other.length()));
        }
        System.out.println(words);
    }
}
JAVA
"$java/javac" Sort.java
"$java/jar" --create --file sort.jar Sort*.class

# sort KIND: trains a cache with a sort, and counts the lambdas that a start with this cache does not take from it
sort() {
    "$java/java" -XX:AOTCacheOutput="$1.aot" -cp sort.jar Sort "$1" >/dev/null 2>&1
    "$java/java" -XX:AOTCache="$1.aot" -Xlog:class+load:file="$1.log" -cp sort.jar Sort "$1" >/dev/null
    echo "$1: $(grep -c 'Lambda.*source: shared objects file' "$1.log" || :) classes of lambdas from the cache," \
        "$(grep 'Lambda' "$1.log" | grep -vc 'shared objects file' || :) made anew"
}

{
    sort lambda
    sort comparing
} | tee seen
grep -Eq '^lambda: [1-9][0-9]* classes of lambdas from the cache, 0 made anew$' seen
grep -Eq '^comparing: [1-9][0-9]* classes of lambdas from the cache, [1-9][0-9]* made anew$' seen
# Output seen on 2026-12-01, with Temurin 25.0.3:
#   lambda: 32 classes of lambdas from the cache, 0 made anew
#   comparing: 34 classes of lambdas from the cache, 2 made anew
