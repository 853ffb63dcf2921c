package dev.voicgen.ingress.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long an upload may take. */
class UploadBodyTest {

    private static final int KIB = 1024;

    private final AtomicLong now = new AtomicLong();

    @Test
    void a_sender_that_keeps_sending_has_all_the_time_it_needs() throws Exception {
        UploadBody input = new UploadBody(sending(40 * KIB, Duration.ofSeconds(1)), now::get);

        for (int second = 0; second < 600; second++) {
            assertThat(input.read(new byte[64 * KIB])).isEqualTo(40 * KIB);
        }
    }

    @Test
    void a_sender_that_drips_is_stopped_after_half_a_minute() {
        UploadBody input = new UploadBody(sending(1, Duration.ofSeconds(1)), now::get);

        UploadEnd.Early ended = catchThrowableOfType(UploadEnd.Early.class, () -> {
            while (true) {
                input.read(new byte[64 * KIB]);
            }
        });

        assertThat(ended.end()).isEqualTo(UploadEnd.TOO_SLOW);
        assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void time_that_the_platform_takes_does_not_count_against_the_sender() throws Exception {
        UploadBody input = new UploadBody(sending(1, Duration.ZERO), now::get);

        input.read(new byte[KIB]);
        now.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(input.read(new byte[KIB])).isEqualTo(1);
    }

    private InputStream sending(int bytes, Duration every) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("read in chunks");
            }

            @Override
            public int read(byte[] chunk, int offset, int length) {
                now.addAndGet(every.toNanos());
                return bytes;
            }
        };
    }
}
