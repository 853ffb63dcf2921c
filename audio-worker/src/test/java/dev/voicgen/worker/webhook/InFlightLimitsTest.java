package dev.voicgen.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightLimitsTest {

    private final InFlightLimits inFlight = new InFlightLimits(3, 2);

    @Test
    void choosesNoMoreForAReceiverThanItHasPlaces() {
        List<String> chosen = inFlight.choose(List.of(due("1", "a"), due("2", "a"), due("3", "a"), due("4", "b")));

        assertThat(chosen).containsExactly("1", "2", "4");
    }

    @Test
    void choosesNoMoreThanThereArePlacesInAll() {
        inFlight.enter("a");
        inFlight.enter("b");

        List<String> chosen = inFlight.choose(List.of(due("1", "c"), due("2", "d")));

        assertThat(chosen).containsExactly("1");
    }

    @Test
    void namesTheReceiversWithoutAPlace() {
        inFlight.enter("a");
        inFlight.enter("a");
        inFlight.enter("b");

        assertThat(inFlight.full()).containsExactly("a");
        assertThat(inFlight.isFull()).isTrue();
    }

    @Test
    void aPlaceThatIsGivenBackIsFree() {
        inFlight.enter("a");
        inFlight.enter("a");

        inFlight.leave("a");

        assertThat(inFlight.full()).isEmpty();
        assertThat(inFlight.choose(List.of(due("1", "a"), due("2", "a")))).containsExactly("1");
    }

    private static DeliveryTable.Due due(String id, String receiver) {
        return new DeliveryTable.Due(id, receiver);
    }
}
