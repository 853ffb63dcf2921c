package dev.voicgen.keyadmin.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every interleaving of one revocation, and that no rule of the protocol can be done without. */
@Tag("slow")
class RevocationModelTest {

    private static final int AT_LEAST = 50_000;

    /** @param broken the shortest way to an accepted old key; empty: there is none */
    private record Search(int states, List<String> broken) {}

    @ParameterizedTest
    @EnumSource
    void no_request_sent_after_the_answer_is_accepted_with_the_old_key(ModelState.Mishap mishap) {
        Search search = search(mishap, Set.of());

        assertThat(search.broken()).isEmpty();
        assertThat(search.states()).isGreaterThan(AT_LEAST);
    }

    @ParameterizedTest
    @EnumSource
    void without_any_one_of_the_rules_an_old_key_is_accepted(Mutation takenOut) {
        Search search = search(takenOut.shownBy(), EnumSet.of(takenOut));

        assertThat(search.broken()).contains("the revocation is appended", "key-admin answers");
    }

    private static Search search(ModelState.Mishap mishap, Set<Mutation> mutations) {
        Map<ModelState, ModelState.Step> cameBy = new HashMap<>();
        Deque<ModelState> next = new ArrayDeque<>();
        ModelState initial = ModelState.initial(mishap);
        cameBy.put(initial, new ModelState.Step("", null));
        next.add(initial);
        while (!next.isEmpty()) {
            ModelState state = next.remove();
            if (state.isBroken(mutations)) {
                return new Search(cameBy.size(), way(state, cameBy));
            }
            for (ModelState.Step step : state.steps(mutations)) {
                if (cameBy.putIfAbsent(step.to(), new ModelState.Step(step.what(), state)) == null) {
                    next.add(step.to());
                }
            }
        }
        return new Search(cameBy.size(), List.of());
    }

    private static List<String> way(ModelState to, Map<ModelState, ModelState.Step> cameBy) {
        List<String> way = new ArrayList<>();
        for (ModelState.Step step = cameBy.get(to); step.to() != null; step = cameBy.get(step.to())) {
            way.add(step.what());
        }
        Collections.reverse(way);
        return way;
    }
}
