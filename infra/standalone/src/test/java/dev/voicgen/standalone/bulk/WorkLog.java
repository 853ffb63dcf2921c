package dev.voicgen.standalone.bulk;

import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.topic.Topics;
import dev.voicgen.standalone.TopicRecords;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What sites asked for and when workers began and ended it, in the order of the one log. For one thread. */
final class WorkLog implements AutoCloseable {

    private final TopicRecords<SiteCommand> reader;
    private List<SiteCommand> commands = List.of();

    WorkLog(String bootstrap) {
        reader = new TopicRecords<>(bootstrap, Topics.SITE_COMMANDS);
    }

    /** Reads on up to the end: what is asked from now on is asked of all that. */
    void read() {
        commands = reader.all();
    }

    boolean hasStarted(long site, String post) {
        read();
        return commands.stream()
                .anyMatch(command -> command instanceof SiteCommand.JobStarted started
                        && started.siteId() == site
                        && started.postId().value().equals(post));
    }

    /** How many jobs of others began between the only request of {@code site} and the beginning of its job. */
    long startsBetweenRequestAndStartOf(long site) {
        int requested = indexOf(of(site, SiteCommand.GenerateRequested.class));
        int started = indexOf(of(site, SiteCommand.JobStarted.class));
        return commands.subList(requested, started).stream()
                .filter(SiteCommand.JobStarted.class::isInstance)
                .count();
    }

    /** How many jobs ended after the only one of {@code site}. */
    long endsAfterTheEndOf(long site) {
        int ended = indexOf(of(site, SiteCommand.JobReady.class));
        return commands.subList(ended + 1, commands.size()).stream()
                .filter(WorkLog::isEnd)
                .count();
    }

    /**
     * Of all jobs of the two that ended when both had come whole, the share of {@code site} in the first third.
     *
     * @return 0 to 1
     */
    double shareOfTheFirstThird(long site, long other) {
        int whole = Math.max(
                indexOf(of(site, SiteCommand.BatchClosed.class)), indexOf(of(other, SiteCommand.BatchClosed.class)));
        List<Long> ended = commands.subList(whole, commands.size()).stream()
                .filter(WorkLog::isEnd)
                .map(SiteCommand::siteId)
                .filter(owner -> owner == site || owner == other)
                .toList();
        List<Long> third = ended.subList(0, ended.size() / 3);
        return (double) third.stream().filter(owner -> owner == site).count() / third.size();
    }

    @Override
    public void close() {
        reader.close();
    }

    private static boolean isEnd(SiteCommand command) {
        return command instanceof SiteCommand.JobReady || command instanceof SiteCommand.JobFailed;
    }

    private static Predicate<SiteCommand> of(long site, Class<? extends SiteCommand> type) {
        return command -> type.isInstance(command) && command.siteId() == site;
    }

    private int indexOf(Predicate<SiteCommand> wanted) {
        return IntStream.range(0, commands.size())
                .filter(index -> wanted.test(commands.get(index)))
                .findFirst()
                .orElseThrow();
    }
}
