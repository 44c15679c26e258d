/* SPDX-License-Identifier: MIT */
/*
 * console: where a session meets who called the program: it begins from the command line and the environment, and
 * ends in lines on standard error and in files. The only file that reads the environment.
 */
#ifndef DEALBRIEF_CONSOLE_H
#define DEALBRIEF_CONSOLE_H

#include "session.h"

/* Looks for the data folder (fonts and templates), too. false after printing why (exit code in *code) */
bool session_init(struct session *session, const struct options *options, int *code);

/* Prints diags to standard error; returns their exit code. */
int session_report(const struct session *session, struct diags *diags);

/* Writes all or none, unless errors (or warnings under --strict) forbid; returns the exit code of diags.
 * Reports. */
int session_conclude(const struct session *session, struct arena *scratch, const struct file_output *outputs,
    size_t count, struct diags *diags);

/* What was printed on standard output is out; 74 after printing why it is not, else 0. */
int output_finish(const struct options *options);

/* Prints a usage error, in the form that was asked for; returns its exit code, 2. */
int report_usage(const struct options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
