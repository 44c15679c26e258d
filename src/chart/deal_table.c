/* SPDX-License-Identifier: MIT */
/* placeholder */
typedef int deal_table_placeholder;
