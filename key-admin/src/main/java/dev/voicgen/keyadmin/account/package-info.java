/** Accounts, users, passwords and sessions, and the audit log of changes. */
package dev.voicgen.keyadmin.account;
