/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int keyfigures_placeholder;
