/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int table_placeholder;
