package dev.voicgen.keyadmin.dashboard;

/**
 * What stands around a page's own content.
 *
 * @param place which entry of the navigation is the current one
 * @param email who is logged in
 * @param csrfToken goes into every form
 */
public record Frame(Assets assets, String title, Place place, String email, String csrfToken) {

    /** The entries of the navigation. */
    public enum Place {
        SITES("Sites", "/dashboard/sites"),
        API_KEYS("API keys", "/dashboard/api-keys");

        private final String label;
        private final String path;

        Place(String label, String path) {
            this.label = label;
            this.path = path;
        }

        public String label() {
            return label;
        }

        public String path() {
            return path;
        }
    }
}
