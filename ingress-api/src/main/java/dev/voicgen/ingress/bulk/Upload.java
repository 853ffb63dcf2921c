package dev.voicgen.ingress.bulk;

import dev.voicgen.contracts.site.BatchItem;
import dev.voicgen.contracts.site.SiteCommand.BatchOpened;
import dev.voicgen.ingress.access.RouteGate;
import dev.voicgen.platform.http.ApiError;
import java.util.Optional;

/**
 * One upload on its way to the log: the batch is opened with its first item, and every item is appended as it comes. For
 * one thread.
 */
final class Upload {

    static final int MAX_ITEMS = 10_000;

    private final BatchId batch;
    private final RouteGate.Caller caller;
    private final ItemJudge judge;
    private final UploadLog log;
    private int items;
    private ApiError failure = UploadEnd.COMPLETE.error();

    Upload(BatchId batch, RouteGate.Caller caller, ItemJudge judge, UploadLog log) {
        this.batch = batch;
        this.caller = caller;
        this.judge = judge;
        this.log = log;
    }

    BatchId batch() {
        return batch;
    }

    long siteId() {
        return caller.site().siteId();
    }

    /** How many have been taken from the upload. */
    int items() {
        return items;
    }

    /** What the client is told of an upload that ended early, or that brought nothing. */
    ApiError failure() {
        return failure;
    }

    /**
     * Returns when the upload has ended and all of it is on the log.
     *
     * @param callbackUrl may be null
     * @throws dev.voicgen.platform.http.FailedRequest with 503 where the log does not take it
     */
    UploadEnd run(ItemReader upload, String callbackUrl) {
        UploadEnd ending = appendAll(upload, callbackUrl);
        log.awaitAll();
        return ending;
    }

    private UploadEnd appendAll(ItemReader upload, String callbackUrl) {
        try {
            for (Optional<ItemReader.RawItem> item = upload.next(); item.isPresent(); item = upload.next()) {
                if (items == MAX_ITEMS) {
                    failure = UploadEnd.TOO_MANY.error();
                    return UploadEnd.TOO_MANY;
                }
                if (items == 0) {
                    log.append(new BatchOpened(
                            siteId(), batch.value(), caller.key().hash(), callbackUrl));
                }
                log.append(judge.judge(item.get(), new BatchItem(batch.value(), items), caller));
                items++;
            }
            return UploadEnd.COMPLETE;
        } catch (UploadEnd.Early e) {
            failure = e.error();
            return e.end();
        }
    }
}
