package dev.voicgen.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    private final byte[] bytes = randomBytes();

    @Test
    void the_bytes_come_back_as_they_were_given() {
        assertThat(KeyHash.of(bytes).toBytes()).isEqualTo(bytes);
        assertThat(KeyHash.parse(KeyHash.of(bytes).toString()).toBytes()).isEqualTo(bytes);
    }

    @Test
    void two_of_the_same_bytes_are_equal() {
        assertThat(KeyHash.of(bytes.clone())).isEqualTo(KeyHash.of(bytes)).hasSameHashCodeAs(KeyHash.of(bytes));
    }

    @Test
    void every_bit_counts() {
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            byte[] other = bytes.clone();
            other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

            assertThat(KeyHash.of(other)).as("bit %d", bit).isNotEqualTo(KeyHash.of(bytes));
        }
    }

    @Test
    void another_number_of_bytes_is_no_hash() {
        assertThatThrownBy(() -> KeyHash.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
