package dev.stratavore.pty.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The index of one attempt: a file of {@link IndexRecord}s, appended to. */
final class IndexFile {
    private final Path file;

    IndexFile(Path file) {
        this.file = file;
    }

    /** Appends after the last whole record, so that a torn one is overwritten. */
    void append(IndexRecord record) throws IOException {
        try (FileChannel channel =
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(channel.size() / IndexRecord.BYTES * IndexRecord.BYTES);
            PrivateFiles.writeFully(channel, IndexRecord.encode(record));
        }
    }

    /** All records up to the first that is damaged; none if there is no file. */
    List<IndexRecord> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<IndexRecord> records = new ArrayList<>(bytes.remaining() / IndexRecord.BYTES);
        while (bytes.remaining() >= IndexRecord.BYTES) {
            IndexRecord record = IndexRecord.decode(bytes);
            if (record == null) {
                break;
            }
            records.add(record);
            bytes.position(bytes.position() + IndexRecord.BYTES);
        }
        return records;
    }

    /** Replaces all records. */
    void rewrite(List<IndexRecord> records) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(records.size() * IndexRecord.BYTES);
        for (IndexRecord record : records) {
            all.put(IndexRecord.encode(record));
        }
        PrivateFiles.replace(file, all.flip());
    }
}
