/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int facts_placeholder;
