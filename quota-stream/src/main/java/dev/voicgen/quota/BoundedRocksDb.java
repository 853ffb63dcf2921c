package dev.voicgen.quota;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * All stores of the process share one bounded piece of native memory. By default each of them, two for every partition
 * and as many again for standbys, takes up to 98 MiB of its own. Public because the streams client makes it by name.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long TOTAL = 128 * MEBIBYTE;
    private static final long WRITE_BUFFERS = 48 * MEBIBYTE;
    private static final long WRITE_BUFFER = 4 * MEBIBYTE;
    /** Indexes and filters live in the cache too and must not be pushed out by data. */
    private static final double HIGH_PRIORITY_SHARE = 0.3;

    private static final Cache CACHE = new LRUCache(TOTAL, -1, false, HIGH_PRIORITY_SHARE);
    private static final WriteBufferManager WRITE_BUFFER_MANAGER = new WriteBufferManager(WRITE_BUFFERS, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFER_MANAGER);
        options.setWriteBufferSize(WRITE_BUFFER);
    }

    /** Nothing to close: what is shared lives as long as the process. */
    @Override
    public void close(String storeName, Options options) {}
}
