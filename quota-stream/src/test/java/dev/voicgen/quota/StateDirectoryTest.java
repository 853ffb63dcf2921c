package dev.voicgen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    Path directory;

    private Path store;
    private Path foreign;

    @BeforeEach
    void fill() throws IOException {
        store = Files.createDirectories(directory.resolve("voicgen-admission/0_0/rocksdb"))
                .resolve("000001.sst");
        Files.writeString(store, "state");
        foreign = directory.resolve("not-ours");
        Files.writeString(foreign, "something else");
    }

    @Test
    void theStateOfAnEarlierReleaseIsUsed() {
        open().close();

        assertThat(store).exists();
    }

    @Test
    void closedStateIsUsedAgain() {
        open().close();
        open().close();

        assertThat(store).exists();
    }

    @Test
    void theStateOfAKilledProcessIsDeletedAndNothingElse() throws IOException {
        kill();

        open().close();

        assertThat(directory.resolve("voicgen-admission")).doesNotExist();
        assertThat(foreign).hasContent("something else");
    }

    @Test
    void stateThatCouldNotBeClosedIsDeletedAtTheNextStart() {
        StateDirectory state = open();
        state.distrust();
        state.close();
        assertThat(store).exists();

        open().close();

        assertThat(store).doesNotExist();
    }

    @Test
    void oneInstanceAtATime() {
        try (StateDirectory used = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(directory + " is in use by another instance");
            assertThat(used.path()).isEqualTo(directory);
        }
        assertThat(store).exists();
        open().close();
    }

    @Test
    void withoutADirectoryThereIsOneUntilTheEnd() throws IOException {
        StateDirectory state = StateDirectory.open(Optional.empty());
        Files.createDirectory(state.path().resolve("store"));

        state.close();

        assertThat(state.path()).doesNotExist();
    }

    /** Leaves the directory as a process does that had no time to close it. */
    private void kill() throws IOException {
        Path note = directory.resolve("in-use");
        byte[] whileOpen;
        try (StateDirectory used = open()) {
            assertThat(used.path()).isEqualTo(directory);
            whileOpen = Files.readAllBytes(note);
        }
        Files.write(note, whileOpen);
    }

    private StateDirectory open() {
        return StateDirectory.open(Optional.of(directory));
    }
}
