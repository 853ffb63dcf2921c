package dev.voicgen.standalone.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** In what the pages are looked at. */
enum PageLook {
    LIGHT(1280, 800, ColorScheme.LIGHT),
    DARK(1280, 800, ColorScheme.DARK),
    TABLET(900, 1200, ColorScheme.LIGHT),
    PHONE(390, 844, ColorScheme.LIGHT);

    private final int width;
    private final int height;
    private final ColorScheme colors;

    PageLook(int width, int height, ColorScheme colors) {
        this.width = width;
        this.height = height;
        this.colors = colors;
    }

    /** Shows the page so. */
    void showIn(Page page) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
