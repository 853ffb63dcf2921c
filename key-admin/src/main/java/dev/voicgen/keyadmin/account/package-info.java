/** Who a person is: accounts, users, passwords and sessions. */
package dev.voicgen.keyadmin.account;
