package dev.voicgen.ingress.text;

/** Collects speakable blocks. A block without a letter or digit has nothing to speak and is left out. */
final class Blocks {

    /** Ends a sentence, or makes the pause by itself. */
    private static final String STOPS = ".!?…:;,、。！？：；।؟";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder block = new StringBuilder();

    void append(String part) {
        block.append(part);
    }

    /** @param fullStop whether the block is a sentence by its place, such as a heading, even without a full stop */
    void end(boolean fullStop) {
        if (block.isEmpty()) {
            return;
        }
        String cleaned = Wording.clean(block.toString());
        block.setLength(0);
        if (!isSpeakable(cleaned)) {
            return;
        }
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        text.append(cleaned);
        if (fullStop && !endsWithStop(cleaned)) {
            text.append('.');
        }
    }

    String text() {
        return text.toString();
    }

    private static boolean isSpeakable(String cleaned) {
        for (int i = 0; i < cleaned.length(); i = cleaned.offsetByCodePoints(i, 1)) {
            if (Character.isLetterOrDigit(cleaned.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithStop(String sentence) {
        for (int i = sentence.length() - 1; i >= 0; i--) {
            if (!closes(sentence.charAt(i))) {
                return STOPS.indexOf(sentence.charAt(i)) >= 0;
            }
        }
        return false;
    }

    private static boolean closes(char c) {
        int type = Character.getType(c);
        return c == '"' || c == '\'' || type == Character.END_PUNCTUATION || type == Character.FINAL_QUOTE_PUNCTUATION;
    }
}
