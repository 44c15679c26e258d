/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int theme_placeholder;
