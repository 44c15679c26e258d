/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int dump_placeholder;
