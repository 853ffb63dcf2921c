package dev.voicgen.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

    @Test
    void no_step_is_taken_once_the_parts_are_being_closed() {
        Parts parts = new Parts();
        parts.close();

        assertThatThrownBy(() -> parts.run(() -> happened.add("made a key")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stopped before everything had started");
        assertThat(happened).isEmpty();
    }

    @Test
    void closing_waits_for_the_step_that_is_under_way() throws Exception {
        Parts parts = new Parts();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        parts.add(() -> happened.add("closed"));
        CompletableFuture<Boolean> step = parts.run(() -> {
            begun.countDown();
            mayEnd.await();
            return happened.add("step ended");
        });
        begun.await();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(parts::close);
        mayEnd.countDown();

        closing.join();
        assertThat(step).isCompleted();
        assertThat(happened).containsExactly("step ended", "closed");
    }
}
