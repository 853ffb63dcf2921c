package dev.voicgen.quota.topology;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.quota.admission.PostEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.HexFormat;

/**
 * The binary form of a post's entry, half the size of its JSON, because there is one for each post. The first byte names the
 * layout of the rest.
 */
final class PostEntryCodec {

    private static final int IN_FLIGHT = 1;
    private static final int READY = 2;
    private static final int FAILED = 3;
    /** As {@link #IN_FLIGHT}, behind the number of a bulk job. */
    private static final int IN_FLIGHT_OF_BATCH = 4;
    /** In front of one of the two above: the voice of its job, and the job that waits for its end. */
    private static final int WITH_NEXT = 5;

    private static final int HASH_BYTES = 32;
    private static final int NO_MONTH = -1;
    private static final YearMonth YEAR_ZERO = YearMonth.of(0, 1);

    private PostEntryCodec() {}

    static byte[] encode(PostEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (entry instanceof PostEntry.InFlight job) {
                writeNext(out, job);
                writeInFlight(out, job);
            } else if (entry instanceof PostEntry.Ready ready) {
                out.writeByte(READY);
                writeReady(out, ready);
            } else if (entry instanceof PostEntry.Failed failed) {
                out.writeByte(FAILED);
                out.writeLong(failed.jobId());
            } else {
                throw new IllegalArgumentException("an absent entry is not stored");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static PostEntry decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int layout = in.readByte();
            if (layout != WITH_NEXT) {
                return read(in, layout, null, null);
            }
            Long voiceId = in.readBoolean() ? in.readLong() : null;
            PostEntry.InFlight.Next next = in.readBoolean() ? readNext(in) : null;
            return read(in, in.readByte(), voiceId, next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostEntry read(DataInputStream in, int layout, Long voiceId, PostEntry.InFlight.Next next)
            throws IOException {
        return switch (layout) {
            case IN_FLIGHT -> readInFlight(in, null, voiceId, next);
            case IN_FLIGHT_OF_BATCH -> readInFlight(in, in.readLong(), voiceId, next);
            case READY -> readReady(in);
            case FAILED -> new PostEntry.Failed(in.readLong());
            default -> throw new IllegalStateException("a post entry of unknown layout " + layout);
        };
    }

    /** Nothing where there is neither: entries of version 1 of the rules stay as they are. */
    private static void writeNext(DataOutputStream out, PostEntry.InFlight job) throws IOException {
        if (job.voiceId() == null && job.next() == null) {
            return;
        }
        out.writeByte(WITH_NEXT);
        out.writeBoolean(job.voiceId() != null);
        if (job.voiceId() != null) {
            out.writeLong(job.voiceId());
        }
        out.writeBoolean(job.next() != null);
        if (job.next() != null) {
            out.writeLong(job.next().jobId());
            writeHash(out, job.next().contentHash());
            out.writeLong(job.next().voiceId());
            out.writeBoolean(job.next().bulk());
        }
    }

    private static PostEntry.InFlight.Next readNext(DataInputStream in) throws IOException {
        return new PostEntry.InFlight.Next(in.readLong(), readHash(in), in.readLong(), in.readBoolean());
    }

    private static void writeInFlight(DataOutputStream out, PostEntry.InFlight job) throws IOException {
        if (job.bulkNumber() == null) {
            out.writeByte(IN_FLIGHT);
        } else {
            out.writeByte(IN_FLIGHT_OF_BATCH);
            out.writeLong(job.bulkNumber());
        }
        out.writeLong(job.jobId());
        out.writeBoolean(job.started());
        writeHash(out, job.contentHash());
        out.writeInt(job.reservedIn() == null ? NO_MONTH : monthsSinceYearZero(job.reservedIn()));
        out.writeBoolean(job.earlier() != null);
        if (job.earlier() != null) {
            writeReady(out, job.earlier());
        }
    }

    private static int monthsSinceYearZero(YearMonth month) {
        return Math.toIntExact(month.getLong(ChronoField.PROLEPTIC_MONTH));
    }

    private static PostEntry.InFlight readInFlight(
            DataInputStream in, Long bulkNumber, Long voiceId, PostEntry.InFlight.Next next) throws IOException {
        long jobId = in.readLong();
        boolean started = in.readBoolean();
        String hash = readHash(in);
        int month = in.readInt();
        YearMonth reservedIn = month == NO_MONTH ? null : YEAR_ZERO.plusMonths(month);
        PostEntry.Ready earlier = in.readBoolean() ? readReady(in) : null;
        return new PostEntry.InFlight(jobId, started, hash, voiceId, reservedIn, earlier, bulkNumber, next);
    }

    private static void writeReady(DataOutputStream out, PostEntry.Ready ready) throws IOException {
        out.writeLong(ready.jobId());
        writeHash(out, ready.contentHash());
        out.writeInt(ready.audio().durationSeconds());
        out.writeUTF(ready.audio().file());
    }

    private static PostEntry.Ready readReady(DataInputStream in) throws IOException {
        long jobId = in.readLong();
        String hash = readHash(in);
        int seconds = in.readInt();
        return new PostEntry.Ready(jobId, hash, new ReadyAudio(in.readUTF(), seconds));
    }

    private static void writeHash(DataOutputStream out, String sha256) throws IOException {
        out.write(HexFormat.of().parseHex(sha256));
    }

    private static String readHash(DataInputStream in) throws IOException {
        byte[] hash = new byte[HASH_BYTES];
        in.readFully(hash);
        return HexFormat.of().formatHex(hash);
    }
}
