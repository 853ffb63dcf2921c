/**
 * Sites, their keys and their plans. Every table has one DAO, {@code …Table}; every change of a right goes through
 * {@link dev.voicgen.keyadmin.site.SiteChanges}.
 */
package dev.voicgen.keyadmin.site;
