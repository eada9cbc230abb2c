package dev.stratavore.supervisor;

/** The version of this program, from its jar. */
final class Version {
    private Version() {}

    static String text() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
