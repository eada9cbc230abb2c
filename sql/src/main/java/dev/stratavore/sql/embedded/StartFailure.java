package dev.stratavore.sql.embedded;

import dev.stratavore.sql.embedded.StartResult.Failed;
import dev.stratavore.sql.embedded.StartResult.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Carries a refusal out of the steps of a start to the one place that returns it as a value. */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String FREE_SOME = "free some space there, or set another data directory";

    private final transient Failed failed;

    StartFailure(Reason reason, String message, String hint) {
        super(message);
        failed = new Failed(reason, message, hint);
    }

    Failed failed() {
        return failed;
    }

    /** What an error of the file system means for the start. */
    static Failed of(IOException e, Path base) {
        var text = String.valueOf(e.getMessage());
        if (saysNoSpace(text)) {
            return noSpace(base).failed();
        }
        if (e instanceof AccessDeniedException
                || e.getCause() instanceof ReadOnlyFileSystemException
                || text.toLowerCase(Locale.ROOT).contains("read-only file system")) {
            return new Failed(
                    Reason.NOT_WRITABLE,
                    "cannot write in " + base + ": " + reasonOf(e),
                    "make it writable for this user, or set another data directory");
        }
        return new Failed(
                Reason.DID_NOT_START,
                "the embedded database could not be prepared in " + base + ": " + reasonOf(e),
                "see the message; the next start tries again");
    }

    static StartFailure noSpace(Path base) {
        return new StartFailure(
                Reason.NO_SPACE,
                "no space left for the embedded database on the filesystem of " + base,
                FREE_SOME);
    }

    static StartFailure needing(long mebibytes, Path base) {
        return new StartFailure(
                Reason.NO_SPACE,
                "no space left for the embedded database on the filesystem of "
                        + base
                        + ": it needs "
                        + mebibytes
                        + " MB",
                FREE_SOME);
    }

    /** PostgreSQL has words of its own for a write that fitted in part. */
    static boolean saysNoSpace(String text) {
        return text.contains("No space left on device")
                || text.contains("Disk quota exceeded")
                || text.contains("Check free disk space");
    }

    private static String reasonOf(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getFile() + ": " + f.getReason();
        }
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException there -> there.getFile() + " is in the way";
            default -> String.valueOf(e.getMessage());
        };
    }
}
