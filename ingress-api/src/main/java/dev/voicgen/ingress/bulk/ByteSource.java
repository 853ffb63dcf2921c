package dev.voicgen.ingress.bulk;

/** Where the bytes of an upload come from. */
interface ByteSource {

    /** Fills some of {@code chunk}; answers how much, or -1 at the regular end. */
    int read(byte[] chunk) throws UploadEnded;
}
