/** The command line client of bulk submission: knows an API address and a key, and nothing of the platform behind them. */
package dev.voicgen.standalone.bulk;
