package dev.voicgen.standalone.bulk;

import java.nio.file.Path;

/**
 * Where an article stands, for people.
 *
 * @param line from 1; 0 where the whole file is the article
 */
record Place(Path file, int line) {

    @Override
    public String toString() {
        return line == 0 ? file.toString() : file + ":" + line;
    }
}
