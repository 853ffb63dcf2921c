/** Sites and their rights. Reading is spread over small tables; every change goes through {@code SiteChanges}. */
package dev.voicgen.keyadmin.site;
