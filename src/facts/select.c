/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int select_placeholder;
