package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.account.User;
import java.util.Arrays;
import java.util.List;

/**
 * The frame around a page's content: title, navigation, user.
 *
 * @param title what the page is about
 * @param place which entry of the navigation is the current one
 * @param user who is logged in
 * @param csrfToken goes into every form
 */
public record Frame(Assets assets, String title, Place place, User user, String csrfToken) {

    /** The entries of the navigation. */
    public enum Place {
        SITES("Sites", "/dashboard/sites", false),
        API_KEYS("API keys", "/dashboard/api-keys", false),
        ACCOUNTS("Accounts", "/dashboard/accounts", true);

        private final String label;
        private final String path;
        private final boolean forOperators;

        Place(String label, String path, boolean forOperators) {
            this.label = label;
            this.path = path;
            this.forOperators = forOperators;
        }

        public String label() {
            return label;
        }

        public String path() {
            return path;
        }
    }

    /** The entries that the user may see. */
    public List<Place> places() {
        return Arrays.stream(Place.values())
                .filter(place -> !place.forOperators || user.isOperator())
                .toList();
    }
}
