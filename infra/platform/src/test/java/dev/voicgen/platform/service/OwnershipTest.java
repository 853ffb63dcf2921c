package dev.voicgen.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    @Test
    void parts_are_closed_once_and_the_last_first_also_behind_one_that_fails() {
        List<String> closed = new ArrayList<>();
        Ownership owned = new Ownership();
        AutoCloseable first = owned.take(() -> closed.add("first"));
        owned.take((AutoCloseable) () -> {
            throw new IllegalStateException("stuck");
        });
        owned.take((AutoCloseable) () -> closed.add("third"));

        owned.close();
        owned.close();

        assertThat(closed).containsExactly("third", "first");
        assertThat(first).isNotNull();
    }
}
