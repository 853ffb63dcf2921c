/** Accounts, sites and keys: the rights of publishers, and the dashboard on which people change them. */
package dev.voicgen.keyadmin;
