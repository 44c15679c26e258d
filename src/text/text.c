/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int text_placeholder;
