package dev.voicgen.quota.topology;

import dev.voicgen.contracts.audio.ReadyAudio;
import dev.voicgen.contracts.site.Article;
import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.SiteCommand;
import dev.voicgen.contracts.site.SiteSnapshot;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a command has everything that a decision, a stored state or a worker will ask for. */
final class WholeCommand {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_FILE_NAME = 255;

    private WholeCommand() {}

    static boolean test(SiteCommand command) {
        if (command instanceof SiteCommand.GenerateRequested request) {
            return present(request.requestId(), request.keyHash(), request.admitBy(), request.article())
                    && isWhole(request.article())
                    && (request.item() == null || isWhole(request.item()));
        }
        if (command instanceof SiteCommand.SiteChanged change) {
            return change.site() != null && isWhole(change.site());
        }
        if (command instanceof SiteCommand.DeleteRequested request) {
            return present(
                    request.requestId(), request.keyHash(), request.admitBy(), request.postId(), request.language());
        }
        if (command instanceof SiteCommand.UsageAsked request) {
            return present(request.requestId(), request.keyHash(), request.admitBy());
        }
        if (command instanceof SiteCommand.JobStarted started) {
            return present(started.postId(), started.language());
        }
        if (command instanceof SiteCommand.JobReady ready) {
            return present(ready.postId(), ready.language(), ready.audio()) && isWhole(ready.audio());
        }
        if (command instanceof SiteCommand.BatchOpened opening) {
            return isBatchId(opening.batchId()) && opening.keyHash() != null;
        }
        if (command instanceof SiteCommand.BatchItemRefused item) {
            return present(item.item(), item.code(), item.message()) && isWhole(item.item());
        }
        if (command instanceof SiteCommand.BatchClosed closing) {
            return isBatchId(closing.batchId()) && closing.requestId() != null;
        }
        if (command instanceof SiteCommand.RulesAdopted) {
            return true;
        }
        return command instanceof SiteCommand.JobFailed failed && present(failed.postId(), failed.language());
    }

    private static boolean isWhole(Article article) {
        return present(article.postId(), article.language(), article.text(), article.contentHash())
                && SHA_256.matcher(article.contentHash()).matches();
    }

    private static boolean isWhole(SiteSnapshot site) {
        return present(site.plan(), site.subscription())
                && site.subscription().status() != null
                && site.keys().stream().allMatch(key -> present(key.hash(), key.integration()));
    }

    private static boolean isWhole(BatchItem item) {
        return isBatchId(item.batchId());
    }

    private static boolean isBatchId(String id) {
        return id != null && !id.isEmpty();
    }

    private static boolean isWhole(ReadyAudio audio) {
        return audio.file() != null && audio.file().length() <= MAX_FILE_NAME;
    }

    private static boolean present(Object... values) {
        return Stream.of(values).allMatch(Objects::nonNull);
    }
}
