package io.aerostat.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.host.supervision.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    void readsWhatItIsGivenAndThenEndOfFile() throws Exception {
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
        await().atMost(Duration.ofMinutes(1)).until(() -> !grandchild.isAlive());
    }

    @Test
    void aGrandchildThatKeepsThePipesDoesNotHideTheEnding() throws Exception {
        Child child = shell("sleep 300 & echo $!", Environment.INHERITED, new Stdin.Open());
        CompletableFuture<Ending> ended = child.ended().toCompletableFuture();
        assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo(Ending.success("exit code 0"));
        await().atMost(Duration.ofMinutes(1)).until(() -> out.size() == 1);
        ProcessHandle.of(Long.parseLong(out.get(0))).ifPresent(ProcessHandle::destroyForcibly);
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
    void secretsAreNotInWhatIsPrinted() {
        assertThat(new Stdin.Text("secret2", true).toString()).doesNotContain("secret2");
        assertThat(new Environment(Optional.empty(), Map.of("TICKET", "secret2")).toString())
                .contains("TICKET")
                .doesNotContain("secret2");
    }
}
