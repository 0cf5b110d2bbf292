package io.aerostat.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.host.supervision.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ChildTest {

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    @TempDir
    Path workdir;

    private Child shell(String script, Environment environment, Stdin stdin) throws IOException {
        return Child.spawn(new ChildSpecification(
                "worker007",
                List.of("/bin/sh", "-c", script),
                workdir,
                environment,
                stdin,
                new Output.Lines(out::add),
                new Output.Lines(err::add)));
    }

    private static Ending ending(Child child) throws Exception {
        return child.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void itsLastWordsComeBeforeItsEnding() throws Exception {
        Child child = shell("echo one; echo two; echo oops >&2; exit 3", Environment.INHERITED, new Stdin.Open());
        assertThat(ending(child)).isEqualTo(Ending.failure("exit code 3"));
        assertThat(out).containsExactly("one", "two");
        assertThat(err).containsExactly("oops");
    }

    @Test
    void getsOnlyTheVariablesItMayHave() throws Exception {
        Environment environment = new Environment(Optional.of(List.of("PATH")), Map.of("BALLOON", "red"));
        ending(shell("echo \"$BALLOON ${HOME:-none} ${PATH:+path}\"", environment, new Stdin.Open()));
        assertThat(out).containsExactly("red none path");
    }

    @Test
    void doesNotInheritTheSocketForTheStateOfTheNode() {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", "/bin", "NOTIFY_SOCKET", "/run/notify"));

        Environment.INHERITED.applyTo(variables);

        assertThat(variables).containsOnlyKeys("PATH");
    }

    @Test
    void readsItsInputAndThenEndOfFile() throws Exception {
        Child child = shell("cat", Environment.INHERITED, new Stdin.Text("{\"a\":1}", true));
        assertThat(ending(child)).isEqualTo(Ending.success("exit code 0"));
        assertThat(out).containsExactly("{\"a\":1}");
    }

    @Test
    void anOpenStandardInputEndsWhenItIsClosed() throws Exception {
        Child child = shell("echo up; cat; echo end of file", Environment.INHERITED, new Stdin.Open());
        await().atMost(Duration.ofMinutes(1)).until(() -> out.contains("up"));
        assertThat(child.ended().toCompletableFuture()).isNotDone();
        child.closeStdin();
        ending(child);
        assertThat(out).containsExactly("up", "end of file");
    }

    @Test
    void isAskedToEndAndKilledWithItsDescendantsAtTheDeadline() throws Exception {
        Child child = shell(
                "trap '' TERM; sleep 300 & echo $!; while :; do wait; done", Environment.INHERITED, new Stdin.Open());
        await().atMost(Duration.ofMinutes(1)).until(() -> out.size() == 1);
        ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(out.get(0))).orElseThrow();
        child.stop(Duration.ofMillis(200));
        assertThat(ending(child).description()).isEqualTo("exit code 137 (SIGKILL)");
        await().atMost(Duration.ofMinutes(1)).until(() -> !ProcessFamily.lives(grandchild));
    }

    @Test
    void aGrandchildThatKeepsThePipesDoesNotHideTheEnding() throws Exception {
        Child child = shell("sleep 300 & echo $!", Environment.INHERITED, new Stdin.Open());
        CompletableFuture<Ending> ended = child.ended().toCompletableFuture();
        assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo(Ending.success("exit code 0"));
        await().atMost(Duration.ofMinutes(1)).until(() -> out.size() == 1);
        ProcessHandle.of(Long.parseLong(out.get(0))).ifPresent(ProcessHandle::destroyForcibly);
    }

    private ProcessHandle printed(int line) {
        await().atMost(Duration.ofMinutes(1)).until(() -> out.size() > line);
        return ProcessHandle.of(Long.parseLong(out.get(line))).orElseThrow();
    }

    /**
     * Waits until the process is gone. It ends together with the child, but the system may report it as alive for
     * another moment.
     */
    private static void awaitGone(long pid) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.of(pid).filter(ProcessFamily::lives).isEmpty());
    }

    @Test
    void itsDescendantsEndWhenItIsKilled() throws Exception {
        Child child = shell("sleep 300 & echo $!; echo $$; wait", Environment.INHERITED, new Stdin.Open());
        ProcessHandle grandchild = printed(0);
        printed(1).destroyForcibly();
        assertThat(ending(child).description()).isEqualTo("exit code 137 (SIGKILL)");
        awaitGone(grandchild.pid());
    }

    @Test
    void itsDescendantsEndWhenItIsStopped() throws Exception {
        Child child = shell("sleep 300 & echo $!; wait", Environment.INHERITED, new Stdin.Open());
        ProcessHandle grandchild = printed(0);
        child.stop(Duration.ofSeconds(30));
        ending(child);
        awaitGone(grandchild.pid());
    }

    @Test
    void aProcessThatIgnoresTheRequestToEndIsKilled() throws Exception {
        Child child = shell(
                "sh -c 'trap \"\" TERM; echo $$ > stubborn; while :; do sleep 1; done' & while [ ! -s stubborn ]; "
                        + "do sleep 0.05; done; cat stubborn",
                Environment.INHERITED,
                new Stdin.Open());
        ending(child);
        long stubborn = Long.parseLong(out.get(0));
        awaitGone(stubborn);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDaemonWithASessionOfItsOwnIsFoundByItsMark() throws Exception {
        Child child = shell(
                "setsid sh -c 'echo $$; exec sleep 300' > daemon & while [ ! -s daemon ]; do sleep 0.05; done; "
                        + "cat daemon; exit 3",
                new Environment(Optional.of(List.of("PATH")), Map.of()),
                new Stdin.Open());
        assertThat(ending(child)).isEqualTo(Ending.failure("exit code 3"));
        long daemon = Long.parseLong(out.get(0));
        awaitGone(daemon);
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        Child other = shell("echo $$; exec sleep 300", Environment.INHERITED, new Stdin.Open());
        ProcessHandle left = printed(0);
        ending(shell("exit 0", Environment.INHERITED, new Stdin.Open()));
        assertThat(left.isAlive()).isTrue();
        other.stop(Duration.ofSeconds(5));
        ending(other);
    }

    @Test
    void nobodyWaitsForAChildThatDoesNotReadItsStandardInput() throws Exception {
        Child child =
                shell("echo up; exec sleep 300", Environment.INHERITED, new Stdin.Text("x".repeat(1_000_000), false));
        await().until(() -> out.contains("up"));
        Thread caller = new Thread(child::closeStdin);
        caller.start();
        caller.join(Duration.ofSeconds(20).toMillis());
        assertThat(caller.isAlive()).isFalse();
        child.stop(Duration.ofSeconds(5));
        ending(child);
    }

    @Test
    void megabytesWithoutALineEndAreOneCutLineWithTheMissingSize() throws Exception {
        Child child = shell(
                "head -c 5000000 /dev/zero | tr '\\0' x; echo; echo after", Environment.INHERITED, new Stdin.Open());
        assertThat(ending(child)).isEqualTo(Ending.success("exit code 0"));
        assertThat(out).hasSize(2);
        assertThat(out.get(0))
                .startsWith("xxxx")
                .endsWith("(" + (5_000_000 - LineSplitter.LONGEST_LINE) + " bytes more)");
        assertThat(out.get(1)).isEqualTo("after");
    }

    @Test
    void binaryOutputBecomesLinesWithoutControlCharacters() throws Exception {
        Child child = shell(
                "head -c 1000000 /dev/urandom; printf '\\033[2J\\377\\376\\0\\n'; echo after",
                Environment.INHERITED,
                new Stdin.Open());
        assertThat(ending(child)).isEqualTo(Ending.success("exit code 0"));
        assertThat(out).hasSizeGreaterThan(1).last().isEqualTo("after");
        assertThat(out)
                .allSatisfy(line -> assertThat(ChildLog.printable(line).chars())
                        .allMatch(c -> c == '\t' || !Character.isISOControl(c)));
    }

    @Test
    void aMissingFolderAndAMissingExecutableAreNamed() {
        assertThatThrownBy(() -> Child.spawn(new ChildSpecification(
                        "worker007",
                        List.of("/bin/sh"),
                        workdir.resolve("gone"),
                        Environment.INHERITED,
                        new Stdin.Open(),
                        new Output.Discarded(),
                        new Output.Discarded())))
                .hasMessageContaining("gone (expected a folder)");
    }

    @Test
    void findsExecutablesInTheWorkingDirectoryThenOnThePath() {
        assertThat(ExecutableSearch.find("sh", workdir, "/nowhere:/bin")).contains(Path.of("/bin/sh"));
        assertThat(ExecutableSearch.find("/bin/sh", workdir, "")).contains(Path.of("/bin/sh"));
        assertThat(ExecutableSearch.find("./sh", workdir, "/bin")).isEmpty();
        assertThat(ExecutableSearch.find("sh", Path.of("/bin"), "/nowhere")).contains(Path.of("/bin/sh"));
    }

    @Test
    void secretsAreNotInTheOutput() {
        assertThat(new Stdin.Text("secret2", true).toString()).doesNotContain("secret2");
        assertThat(new Environment(Optional.empty(), Map.of("TICKET", "secret2")).toString())
                .contains("TICKET")
                .doesNotContain("secret2");
    }
}
